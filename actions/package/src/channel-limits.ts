import { ForgeError } from "@plugsmith/schemas";
import { channelLimits } from "@plugsmith/trust";

/** Bytes that a package for all these kinds of channels may have, and the strictest of them; for none the GitHub release. */
export function decideMostBytes(channels: readonly string[]): { readonly channel: string; readonly bytes: number } {
  const wanted = channels.length > 0 ? channels : ["github-release"];
  const known: Readonly<Record<string, number>> = channelLimits;
  const limits = wanted.map((channel) => {
    const bytes = Object.hasOwn(known, channel) ? known[channel] : undefined;
    if (bytes !== undefined) return { channel, bytes };
    throw new ForgeError("input_invalid", {
      message: `There is no channel of the kind ${JSON.stringify(channel.slice(0, 40))}.`,
      hint: `Kinds: ${Object.keys(known).join(", ")}.`,
    });
  });
  return limits.reduce((least, limit) => (limit.bytes < least.bytes ? limit : least));
}
