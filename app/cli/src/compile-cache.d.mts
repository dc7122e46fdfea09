export declare function findCompileFolder(user: {
  uid: number | undefined;
  cacheHome: string | undefined;
  home: string;
}): string | undefined;
export declare function enableOwnCompileCache(): void;
