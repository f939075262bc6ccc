const tags = (
  'ar bg bn ca cs da de el en en-GB en-US es es-419 et eu fa fi fr fr-CA gl he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR pt-PT ro ru sk sl sr sv ta te th tr uk ur vi zh-Hans zh-Hant'
).split(' ');

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** Common languages as tag and English name; any other can be given by its BCP 47 tag. */
export const languageChoices: readonly (readonly [string, string])[] = tags
  .map((tag) => [tag, names.of(tag) ?? tag] as const)
  .sort(([, a], [, b]) => a.localeCompare(b, 'en'));
