/** A release that the pack `recommended` finds no fault with. */
export interface GoodRelease {
  /** What it is, in a few words. */
  readonly title: string;
  /** All its objects, as YAML. */
  readonly manifests: string;
}
