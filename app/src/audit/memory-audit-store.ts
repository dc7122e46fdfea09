import type { AuditRecord } from "@plugsmith/schemas";
import type { AuditStore } from "./audit-store.ts";
import { chainRecords, emptyHead, extendHead } from "./chain-records.ts";

/** The log in memory, with the same chain and checks. `writes` counts appends. */
export function createMemoryAuditStore(): AuditStore & { readonly records: AuditRecord[]; readonly writes: number } {
  const records: AuditRecord[] = [];
  let head = emptyHead;
  let writes = 0;
  return {
    records,
    get writes() {
      return writes;
    },
    read: async () => [...records],
    async append(drafts, origin) {
      if (drafts.length === 0) return [];
      const chained = chainRecords(head, drafts, origin);
      head = extendHead(head, chained);
      const written = chained.map(({ record }) => record);
      records.push(...written);
      writes += 1;
      return written;
    },
  };
}
