import { ForgeError, type ForgeRequest, parseForgeRequest } from "@plugsmith/schemas";
import type { Pack } from "@plugsmith/templates";

/** A request for everything that a pack can make, with a brand, a language other than English and one host. */
export function makePackRequest({ definition }: Pack): ForgeRequest {
  const { name, type, cms, features } = definition;
  const parsed = parseForgeRequest({
    cms: cms[0],
    name: type === "bench" ? "acme-thermo" : `acme-pay-${name}`,
    description: `Everything that the pack ${name} can make, for Acme Instruments.`,
    merchant_branding: { name: "Acme Instruments", primary_color: "#0a7cff" },
    features,
    locale: "fr_FR",
    permissions: ["network:api.acme.example:443"],
    ...(type === "bench" ? { usb: [{ vendorId: "0403", productId: "6001" }] } : {}),
  });
  if (parsed.ok) return parsed.value;
  const words = parsed.issues.map(({ path, message }) => `${path} ${message}`).join("; ");
  throw new ForgeError("pack_invalid", { message: `No request can be made for the pack ${name}: ${words}.` });
}
