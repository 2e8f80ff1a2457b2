/** Options of an export for an API server. */
export interface AdmissionOptions {
  /** Which of the pack's levels hold, such as `production`. @default - the pack's own */
  readonly environment?: string;
  /**
   * The day of the export, as `2026-12-31`: an exemption that was over on it does not count. One that ends later counts until
   * the policies are exported anew, as an API server has no calendar.
   */
  readonly today: string;
  /** The only namespaces whose objects are judged. @default - all */
  readonly namespaces?: readonly string[];
  /** Namespaces whose objects are not judged. @default - none */
  readonly exceptNamespaces?: readonly string[];
}
