import { registerHooks } from "node:module";

/**
 * @actions/workflow-parser imports its grammar as JSON without the import attribute that Node demands, so plain Node
 * refuses to load it. Importing this file first adds the attribute for that package's JSON files and nothing else.
 */
registerHooks({
  load: (url, context, next) =>
    url.endsWith(".json") && url.includes("/@actions/workflow-parser/")
      ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: "json" } })
      : next(url, context),
});
