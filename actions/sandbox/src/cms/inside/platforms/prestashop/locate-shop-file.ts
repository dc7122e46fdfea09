const staticFile =
  /^\/(?:desk|modules|themes|js|img|upload)\/[A-Za-z0-9_./@+-]+\.(?:css|js|png|jpg|jpeg|gif|svg|webp|ico|woff2?|ttf)$/;

/** Where a shop's file lies that a web server hands out without asking PHP; undefined for everything else. */
export function locateShopFile(folder: string, path: string): string | undefined {
  return staticFile.test(path) && !path.includes("..") ? `${folder}${path}` : undefined;
}
