/** A file of a release as GitHub has it. */
export interface AssetFact {
  readonly id: number;
  readonly name: string;
  /** `sha256:…`, null while GitHub does not know it. */
  readonly digest: string | null;
  /** An upload that broke off stays `starter`. */
  readonly complete: boolean;
  readonly url: string;
}

/** A release, draft or published. */
export interface ReleaseFact {
  readonly id: number;
  readonly draft: boolean;
  readonly uploadUrl: string;
  readonly publishedAt: string | null;
  readonly title: string;
  readonly body: string;
  readonly assets: readonly AssetFact[];
}
