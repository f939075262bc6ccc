const namespace = 'http://www.w3.org/2000/svg';
const lines = 7;
const spacing = 17;

/** The sign of the house, large and cut off by the edge, where the seed puts it: for titles that have no picture yet. */
export function verse(seed: number): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 160 90');
  svg.setAttribute('preserveAspectRatio', 'xMidYMid slice');
  svg.setAttribute('class', 'verse');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  const left = 30 + ((seed >>> 3) % 5) * 12;
  const top = 45 - ((lines - 1) / 2) * spacing;
  const middle = (lines - 1) / 2;
  let shape = '';
  for (let line = 0; line < lines; line++) {
    shape += `M${left} ${top + line * spacing}h${8 + (middle - Math.abs(line - middle)) * 27}`;
  }
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}
