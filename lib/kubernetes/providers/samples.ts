/** Building blocks of `samples`, in Argo's expression language (expr 1.15, as of Argo Rollouts 1.7). */

/** `value` as a float; NaN, which means no data, where it is null. Text that is no number is an Error. */
export function numberOrNaN(value: string): string {
  return `asFloat(${value} ?? "NaN")`;
}

/** One sample for each element of a list; the element is `#`. */
export function eachOf(list: string, sample: string): string {
  return `map(${list}, {${sample}})`;
}

/** As `eachOf`, and one sample for `value` itself if it is no list. */
export function each(value: string, sample: string): string {
  const list = (name: string) => eachOf(`type(${name}) == "array" ? ${name} : [${name}]`, sample);
  return /^\w+$/.test(value) ? list(value) : `(let found = ${value}; ${list('found')})`;
}

/** What stands under the keys below `root`; null where one is missing. */
export function at(root: string, path: readonly string[]): string {
  return path.reduce((inner, key) => `get(${inner}, ${JSON.stringify(key)})`, root);
}
