import { toForgeError } from "@plugsmith/schemas";

const attempts = 4;

/** Decides again, from facts read anew, as long as another process of the forge was faster with the same request. */
export async function retryConflict<T>(decide: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      if (toForgeError(error).code !== "audit_conflict" || attempt >= attempts) throw error;
    }
  }
}
