import { makeDevice, type Observed, type Probe } from "@plugsmith/action-kit/probe";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";

const hookMs = 5_000;
const callMs = 30_000;

/** Milliseconds of each act of a plugin's life. */
export type LifeTimes = Record<string, number>;

/**
 * A scripted life: load, a made-up device attached and detached, a payment with the provider double, unload. Each act must
 * succeed in time.
 * @throws ForgeError `sandbox_failed` naming the act.
 */
export async function playLife(probe: Probe, manifest: PluginManifest, now: () => Date): Promise<LifeTimes> {
  const times: LifeTimes = { startMs: probe.startMs };
  const act = async (name: string, work: () => Promise<unknown>): Promise<Observed> => {
    const began = now().getTime();
    const seen = await probe.observe(work);
    times[`${name}Ms`] = now().getTime() - began;
    if (!seen.answer.ok) {
      throw new ForgeError("sandbox_failed", {
        message: `The plugin failed in the sandbox at ${name}: ${seen.answer.error.message}`.slice(0, 1900),
        hint: "Run `plugsmith pipeline <plugin-dir> --only sandbox` to see its log.",
      });
    }
    return seen;
  };
  const hook = (name: PluginManifest["hooks"][number], params: Record<string, unknown>) => () =>
    probe.process.hook(name, params, { timeoutMs: hookMs });
  const has = (name: PluginManifest["hooks"][number]) => manifest.hooks.includes(name);
  const callable = (name: string) =>
    (manifest.methods ?? []).includes(name) && manifest.permissions.network.outbound.length > 0;

  if (has("onLoad")) await act("onLoad", hook("onLoad", {}));
  times["loadMs"] = probe.startMs + (times["onLoadMs"] ?? 0);
  const rule = manifest.permissions.usb[0];
  if (rule && has("onUSBAttach")) {
    const device = makeDevice(rule);
    await act("attach", hook("onUSBAttach", { device }));
    if (has("onUSBDetach")) await act("detach", hook("onUSBDetach", { device }));
  }
  if (callable("createCheckout")) {
    const order = { amount: 4200, currency: "EUR", reference: "sandbox-1" };
    const made = await act("checkout", () => probe.process.call("createCheckout", order, { timeoutMs: callMs }));
    const value = made.answer.ok ? (made.answer.value as Record<string, unknown> | null) : null;
    const checkoutId = value?.["checkoutId"] ?? value?.["id"] ?? "checkouts_0";
    if (callable("capturePayment")) {
      await act("capture", () => probe.process.call("capturePayment", { checkoutId }, { timeoutMs: callMs }));
    }
  }
  if (has("onUnload")) await act("unload", hook("onUnload", {}));
  return times;
}
