const block = /-----BEGIN SSH SIGNATURE-----[A-Za-z0-9+/=\s]{1,4000}-----END SSH SIGNATURE-----/u;

/** The first armored SSH signature in the text of a review, or null. */
export const findSshSignature = (body: string): string | null => block.exec(body)?.[0] ?? null;
