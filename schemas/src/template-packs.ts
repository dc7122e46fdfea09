import { createParser } from "./create-parser.ts";
import type { PackMigration, TemplatePack } from "./generated/types.ts";
import { validate as packMigration } from "./generated/validators/pack-migration.js";
import { validate as templatePack } from "./generated/validators/template-pack.js";

// Apart from the other parsers: whoever renders from a compiled pack loads none of this.

/** Parses an unknown value as template-pack (schemas/definitions/template-pack.schema.json). */
export const parseTemplatePack = /* @__PURE__ */ createParser<TemplatePack>(templatePack);
/** Parses an unknown value as pack-migration (schemas/definitions/pack-migration.schema.json). */
export const parsePackMigration = /* @__PURE__ */ createParser<PackMigration>(packMigration);
