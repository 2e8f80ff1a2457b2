/** Whether a glob means a text: `*` is any text without a slash, `?` one character but a slash. Takes no longer than both are long together, multiplied. */
export function matchesGlob(glob: string, text: string): boolean {
  const [wanted, given] = [glob.split('/'), text.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => matchesPart([...part], [...(given[at] ?? '')]));
}

/** A regular expression would try all ways to share a text among many stars; only where the last star ends has to be tried. */
function matchesPart(glob: readonly string[], text: readonly string[]): boolean {
  let [at, star, starEnds] = [0, -1, 0];
  for (let place = 0; place < text.length;) {
    if (glob[at] === '*') {
      [star, starEnds] = [at++, place];
    } else if (glob[at] === '?' || glob[at] === text[place]) {
      at++;
      place++;
    } else {
      if (star < 0) return false;
      at = star + 1;
      place = ++starEnds;
    }
  }
  return glob.slice(at).every((one) => one === '*');
}
