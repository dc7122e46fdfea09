/** A JSON Schema as GitHub's description has it (OpenAPI 3.0). */
export type Schema = { [keyword: string]: unknown };

/** The request side of one operation of GitHub's API. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  query: { name: string; required?: boolean; schema: Schema }[];
  /** Schema of the JSON body. */
  body?: Schema;
  bodyRequired?: boolean;
  /** The body is no JSON (uploads). */
  raw?: boolean;
}

/** The file github-operations.json, made by .github/scripts/slim-openapi.ts. */
export interface ApiDescription {
  source: string;
  operations: Operation[];
  components: Record<string, Schema>;
}
