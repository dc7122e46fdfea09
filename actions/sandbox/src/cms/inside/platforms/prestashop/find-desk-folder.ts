/** Name of the back office's folder after the installer: `admin` in PrestaShop 8, `admin` and letters by chance in 9, whose API has a folder too. @throws Error without one. */
export function findDeskFolder(names: readonly string[]): string {
  const desk = names.find((name) => name.startsWith("admin") && name !== "admin-api");
  if (desk === undefined) throw new Error(`The installer left no back office; the shop has ${names.join(", ")}.`);
  return desk;
}
