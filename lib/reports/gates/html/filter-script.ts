/**
 * Narrows the findings down, and shows what a link leads to. Written for the reader's browser. Marks are classes rather than `hidden`, so
 * that paper, which has no filter, shows everything.
 */
export const FILTER_SCRIPT = `
const form = document.querySelector('.filter');
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (form && target.closest('.off')) form.reset();
  target.scrollIntoView();
};
addEventListener('hashchange', reveal);
if (form) {
  const all = [...document.querySelectorAll('.finding')].map((element) => {
    const box = element.closest('.unit, .group');
    const group = element.closest('.same');
    const parts = [box.querySelector('header, h3'), ...group.querySelectorAll(':scope > div > :is(h4, .so)'), element];
    return { element, box, group, text: parts.map((part) => part.textContent).join(' ').toLowerCase() };
  });
  const boxes = [...document.querySelectorAll('.unit, .group:has(.finding), .same')];
  const rest = document.querySelector('.others');
  const apply = () => {
    const { text, gate, blocking } = form.elements;
    const wanted = [...form.querySelectorAll('[name=severity]:checked')].map((one) => one.value);
    const words = text.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    const severities = blocking && blocking.checked ? ['error'] : wanted;
    for (const box of form.querySelectorAll('[name=severity]')) box.disabled = Boolean(blocking && blocking.checked);
    const kept = new Set();
    let shown = 0;
    for (const { element, box, group, text: own } of all) {
      const fits = severities.includes(element.dataset.severity) && (gate.value === '' || gate.value === element.dataset.gate)
        && words.every((word) => own.includes(word));
      element.classList.toggle('off', !fits);
      if (fits) { kept.add(box).add(group); shown += 1; }
    }
    const asked = shown < all.length;
    for (const box of boxes) box.classList.toggle('off', asked && !kept.has(box));
    if (rest) rest.classList.toggle('off', asked && ![...kept].some((box) => rest.contains(box)));
    form.querySelector('output').textContent = asked ? shown + ' of ' + all.length + ' findings' : 'all ' + all.length + ' findings';
    form.querySelector('[type=reset]').hidden = !asked;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => { const { activeElement } = document; setTimeout(() => { apply(); if (activeElement && activeElement.type === 'reset') form.elements.text.focus(); }); });
  form.hidden = false;
  apply();
}
reveal();
`;
