const staticFile =
  /^\/(?:wp-admin|wp-includes|wp-content)\/[A-Za-z0-9_./@+-]+\.(?:css|js|png|jpg|gif|svg|webp|ico|woff2?|ttf)$/;

/** Where a site's file lies that a web server hands out without asking PHP; undefined for everything else. */
export function locateStaticFile(folder: string, path: string): string | undefined {
  return staticFile.test(path) && !path.includes("..") ? `${folder}${path}` : undefined;
}
