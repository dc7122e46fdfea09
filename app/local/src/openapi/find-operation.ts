import type { Operation } from "./operation.ts";

/** Path parameters whose value may contain slashes. */
const long = /\{(path|ref|basehead|branch|tag)\}/g;

/** Finds the operation of a method and path; a route with fewer parameters wins over one with more. */
export function createOperationFinder(
  operations: readonly Operation[],
): (method: string, path: string) => Operation | undefined {
  const routes = operations
    .map((operation) => ({ operation, pattern: compile(operation.path), score: score(operation.path) }))
    .sort((a, b) => a.score - b.score);
  return (method, path) =>
    routes.find((route) => route.operation.method === method.toUpperCase() && route.pattern.test(path))?.operation;
}

function compile(path: string): RegExp {
  const source = path
    .replace(/[.+*?^$()|[\]\\]/g, "\\$&")
    .replace(long, ".+")
    .replace(/\{[^}]+\}/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

function score(path: string): number {
  return (path.match(/\{/g) ?? []).length * 10 + (path.match(long) ?? []).length * 5 - path.length / 1000;
}
