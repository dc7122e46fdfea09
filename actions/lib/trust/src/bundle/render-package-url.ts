import type { DependencyPackage } from "@plugsmith/schemas";

/** encodeURIComponent leaves these alone; package URLs do not. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Package URL of a package: `pkg:npm/%40scope/name@1.0.0`. Names are taken as their registry writes them, which for Packagist and
 * PyPI is lower case; npm has old packages whose names differ by case alone, so theirs stays (purl-spec, npm-definition.json).
 */
export function renderPackageUrl({
  ecosystem,
  name,
  version,
}: Pick<DependencyPackage, "ecosystem" | "name" | "version">): string {
  return `pkg:${ecosystem}/${name.split("/").map(encode).join("/")}@${encode(version)}`;
}
