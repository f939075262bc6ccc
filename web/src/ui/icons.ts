const namespace = 'http://www.w3.org/2000/svg';

/** Our own icons, drawn on a 24 x 24 grid with strokes of 1.8; a leading "fill:" fills the shape instead. */
const shapes = {
  play: ['fill:M8 5.2v13.6c0 .8.9 1.3 1.6.8l9.8-6.8c.6-.4.6-1.2 0-1.6L9.6 4.4C8.9 3.9 8 4.4 8 5.2z'],
  pause: ['fill:M7 5h3.2v14H7z', 'fill:M13.8 5H17v14h-3.2z'],
  replay: ['M5 12a7 7 0 1 0 2.2-5.1', 'M7.5 3v4.2h4.2'],
  upload: ['M12 15.5V4.5', 'M7.5 8.8 12 4.3l4.5 4.5', 'M4.5 15.5v2.5a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.5'],
  trash: ['M4.5 7h15', 'M9.5 7V4.8h5V7', 'M6.5 7l.8 12.2h9.4L17.5 7', 'M10.3 10.5v5.5', 'M13.7 10.5v5.5'],
  close: ['M6.5 6.5l11 11', 'M17.5 6.5l-11 11'],
  back: ['M14.5 5.5 8 12l6.5 6.5'],
  check: ['M5.5 12.5l4.2 4.2 8.8-9.4'],
  info: ['M12 11v5.5', 'M12 7.6v.1', 'M3.8 12a8.2 8.2 0 1 0 16.4 0 8.2 8.2 0 0 0-16.4 0z'],
  warning: ['M12 4.2 3.3 19.3h17.4z', 'M12 10v4.3', 'M12 16.9v.1'],
  volume: ['fill:M4 9.5v5h3.3L12 18.6V5.4L7.3 9.5z', 'M15.3 9.2a4 4 0 0 1 0 5.6', 'M17.9 6.6a7.6 7.6 0 0 1 0 10.8'],
  volumeLow: ['fill:M4 9.5v5h3.3L12 18.6V5.4L7.3 9.5z', 'M15.3 9.2a4 4 0 0 1 0 5.6'],
  muted: ['fill:M4 9.5v5h3.3L12 18.6V5.4L7.3 9.5z', 'M15.8 9.5l5 5', 'M20.8 9.5l-5 5'],
  quality: ['M4 7h9', 'M17 7h3', 'M15 4.8v4.4', 'M4 12h3', 'M11 12h9', 'M9 9.8v4.4', 'M4 17h10', 'M18 17h2', 'M16 14.8v4.4'],
  audio: ['M5 10v4', 'M8.5 7v10', 'M12 4.5v15', 'M15.5 8v8', 'M19 10.5v3'],
  subtitles: ['M3.5 7a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z', 'M7 11.5h4', 'M14 11.5h3', 'M7 15h2', 'M12 15h5'],
  speed: ['M4.7 17.5a8.5 8.5 0 1 1 14.6 0', 'M12 14l3.8-5'],
  pictureInPicture: ['M3.5 7a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v3', 'M10 19H5.5a2 2 0 0 1-2-2V7', 'fill:M13 13h8v6.5h-8z'],
  fullscreen: ['M4.5 9V4.5H9', 'M15 4.5h4.5V9', 'M19.5 15v4.5H15', 'M9 19.5H4.5V15'],
  fullscreenExit: ['M9 4.5V9H4.5', 'M19.5 9H15V4.5', 'M15 19.5V15h4.5', 'M4.5 15H9v4.5'],
  film: ['M4 5.5h16v13H4z', 'M8 5.5v13', 'M16 5.5v13', 'M4 9.8h4', 'M4 14.2h4', 'M16 9.8h4', 'M16 14.2h4'],
} as const;

export type IconName = keyof typeof shapes;

/** An icon of the size of the text around it. It is decoration: the button or link around it carries the label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of shapes[name]) {
    const filled = shape.startsWith('fill:');
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', filled ? shape.slice('fill:'.length) : shape);
    path.setAttribute('class', filled ? 'icon-fill' : 'icon-stroke');
    svg.append(path);
  }
  return svg;
}

/** The sign of the house: lines of a verse, set so that they make a play button. */
export function logo(): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'logo');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M4 3.5h4M4 7.75h9.5M4 12h15M4 16.25h9.5M4 20.5h4');
  svg.append(path);
  return svg;
}
