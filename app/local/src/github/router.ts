/** The part of emulate's router (a Hono dialect) that corrections use. The first route that matches wins. */
export interface Router {
  get(path: string, handler: RouteHandler): unknown;
  post(path: string, handler: RouteHandler): unknown;
  put(path: string, handler: RouteHandler): unknown;
  patch(path: string, handler: RouteHandler): unknown;
  delete(path: string, handler: RouteHandler): unknown;
  fetch(request: Request): Promise<Response>;
}

export type RouteHandler = (context: RouteContext) => Response | Promise<Response>;

export interface RouteContext {
  req: {
    raw: Request;
    url: string;
    param(name: string): string;
    query(name: string): string | undefined;
    header(name: string): string | undefined;
    arrayBuffer(): Promise<ArrayBuffer>;
    json(): Promise<Json>;
  };
}

/** JSON whose shape is GitHub's, not ours: corrections read and write single fields of it. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** What a Response or Request may be made of. */
export type BodyContent = NonNullable<ConstructorParameters<typeof Response>[0]> | null;
