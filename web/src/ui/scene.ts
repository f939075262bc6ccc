const namespace = 'http://www.w3.org/2000/svg';

/** A still of a quiet landscape, always the same for the same seed: for titles that have no picture yet. */
export function scene(seed: number): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 160 90');
  svg.setAttribute('preserveAspectRatio', 'xMidYMax slice');
  svg.setAttribute('class', 'scene');
  svg.setAttribute('aria-hidden', 'true');
  let state = seed;
  const between = (low: number, high: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round(low + (high - low) * (state / 2 ** 32));
  };
  const disc = document.createElementNS(namespace, 'circle');
  disc.setAttribute('class', 'scene-disc');
  disc.setAttribute('cx', String(between(35, 125)));
  disc.setAttribute('cy', String(between(26, 44)));
  disc.setAttribute('r', String(between(11, 19)));
  svg.append(disc, hill('scene-far', between(50, 64), between(30, 52), between(54, 66)), hill('scene-near', between(66, 76), between(76, 90), between(60, 72)));
  return svg;
}

/** A hill from the left edge to the right, through a bend in the middle. */
function hill(className: string, left: number, bend: number, right: number): SVGPathElement {
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('class', className);
  path.setAttribute('d', `M0 ${left}C45 ${bend} 105 ${bend} 160 ${right}V90H0z`);
  return path;
}
