import { describe, expect, it } from "vitest";
import { emptyMemory, type PluginMemory } from "../store/agent-memory.ts";
import { makeDevice, makePlugin, makeRegistry, makeRelease, makeVersion } from "../testing/make-facts.ts";
import { type BenchFacts, decideBench } from "./decide-bench.ts";

const usb = [{ vendorId: "0403", productId: "6001" }];
const meter = makePlugin("meter", [makeVersion("1.0.0")], { usb });
const facts = (change: Partial<BenchFacts> = {}, own: Partial<PluginMemory> = {}, plugins = [meter]): BenchFacts => ({
  devices: [],
  memory: {
    ...emptyMemory,
    registry: makeRegistry(plugins),
    registrySequence: 5,
    plugins: { meter: { accepted: [], rejected: {}, ...own } },
  },
  folder: [],
  standing: { trust: "signed", knowledge: { state: "fresh", ageSeconds: 0 } },
  plugins: {},
  confinement: "os",
  require: "os",
  allowUnsigned: false,
  warm: new Set(),
  ...change,
});
const names = (given: BenchFacts) => [...decideBench(given).wanted.keys()];
const codes = (given: BenchFacts) =>
  decideBench(given)
    .refusals.get("meter")
    ?.map(({ code }) => code);

describe("decideBench", () => {
  it("wants a plugin for a device, for a person, by configuration, or a while after the device went", () => {
    expect(names(facts())).toEqual([]);
    expect(names(facts({ devices: [makeDevice()] }))).toEqual(["meter"]);
    expect(names(facts({}, { wanted: true }))).toEqual(["meter"]);
    expect(names(facts({ plugins: { meter: { enabled: true } } }))).toEqual(["meter"]);
    expect(names(facts({ warm: new Set(["meter"]) }))).toEqual(["meter"]);
  });

  it("does not want what a person or the configuration keeps down, and lets another plugin have the device", () => {
    const devices = [makeDevice()];
    const other = makePlugin("other", [makeVersion("1.0.0")], { usb });
    expect(names(facts({ devices }, { held: true }))).toEqual([]);
    expect(names(facts({ devices, plugins: { meter: { enabled: false } } }, {}, [meter, other]))).toEqual(["other"]);
  });

  it("gives a device that two plugins claim equally to neither", () => {
    const { wanted, devices } = decideBench(
      facts({ devices: [makeDevice()] }, {}, [meter, makePlugin("other", [makeVersion("1.0.0")], { usb })]),
    );
    expect(wanted.size).toBe(0);
    expect(devices.get("A1")).toEqual({ code: "match_ambiguous", plugins: ["meter", "other"] });
  });

  it("does not let a plugin without a usable version make a device ambiguous", () => {
    const dead = makePlugin("dead", [makeVersion("2.0.0", { status: "revoked" })], { usb });
    expect(names(facts({ devices: [makeDevice()] }, {}, [meter, dead]))).toEqual(["meter"]);
  });

  it("refuses a runtime that only an operating-system boundary can hold, where there is none", () => {
    const given = { devices: [makeDevice()], confinement: "process", require: "process" } as const;
    for (const runtime of ["python", "bash", "executable"] as const) {
      expect(names(facts(given, {}, [{ ...meter, runtime }]))).toEqual([]);
      expect(codes(facts(given, {}, [{ ...meter, runtime }]))).toEqual(["confinement_unavailable"]);
    }
    expect(names(facts(given))).toEqual(["meter"]);
  });

  it("refuses everything without an operating-system boundary, unless the bench says process", () => {
    const devices = [makeDevice()];
    expect(codes(facts({ devices, confinement: "process" }))).toEqual(["confinement_unavailable"]);
    expect(names(facts({ devices, confinement: "process", require: "process" }))).toEqual(["meter"]);
  });

  it("runs an unsigned folder only when it is allowed and there is a boundary, then instead of the signed one", () => {
    const folder = [makeRelease({ name: "meter", version: "9.9.9", origin: "folder", usb })];
    const devices = [makeDevice()];
    expect(codes(facts({ devices, folder }))).toEqual(["attestation_missing"]);
    expect(decideBench(facts({ devices, folder })).wanted.get("meter")?.target.version).toBe("1.0.0");
    expect(decideBench(facts({ devices, folder, allowUnsigned: true })).wanted.get("meter")?.target.version).toBe(
      "9.9.9",
    );
    const open = { devices, folder, allowUnsigned: true, confinement: "process", require: "process" } as const;
    expect(codes(facts(open))).toEqual(["attestation_missing"]);
  });

  it("shows why a broken version is down, and wants a newer one", () => {
    const devices = [makeDevice()];
    const { digest } = makeVersion("1.0.0");
    const broken = { digest, version: "1.0.0", code: "plugin_broken", message: "3 crashes", at: "" };
    expect(names(facts({ devices }, { broken }))).toEqual([]);
    expect(codes(facts({ devices }, { broken }))).toEqual(["plugin_broken"]);
    const newer = makePlugin("meter", [makeVersion("1.0.0"), makeVersion("1.0.1")], { usb });
    expect(names(facts({ devices }, { broken }, [newer]))).toEqual(["meter"]);
  });

  it("leaves plugins of other runtimes to whoever can host them", () => {
    expect(names(facts({ devices: [makeDevice()] }, {}, [{ ...meter, runtime: "php" }]))).toEqual([]);
    expect(names(facts({ devices: [makeDevice()] }, {}, [{ ...meter, runtime: "python" }]))).toEqual(["meter"]);
  });
});
