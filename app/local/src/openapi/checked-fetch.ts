/** A request that GitHub's OpenAPI description does not know. */
export interface Violation {
  method: string;
  url: string;
  operationId: string | undefined;
  errors: string[];
}
