const staticFile =
  /^\/static\/(?:version\d+\/)?([A-Za-z0-9_./@+-]+\.(?:css|js|html|json|png|jpg|jpeg|gif|svg|ico|woff2?|ttf))$/;

/** Where a static file of a shop lies that a web server hands out without asking PHP; undefined for everything else. */
export function locateShopFile(folder: string, path: string): string | undefined {
  const [, file] = staticFile.exec(path) ?? [];
  return file === undefined || file.includes("..") ? undefined : `${folder}/pub/static/${file}`;
}
