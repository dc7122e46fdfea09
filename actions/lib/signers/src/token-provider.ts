/** Where an OIDC token for signing comes from; the shape of @sigstore/sign's identity provider. */
export interface TokenProvider {
  getToken(): Promise<string>;
}
