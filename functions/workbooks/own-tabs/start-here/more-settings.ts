import { whyUnreadable } from '../../../../sheets-schema/parse-tab.ts';
import { wordsOf } from '../../../../sheets-schema/setting-words.ts';
import { settingsTab } from '../../../../sheets-schema/tabs/settings.tab.ts';
import { settingsToDecide } from '../../../protocols/catalogue.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, beside, headed, type Line, linkTo, text } from './layout.ts';

/** Any more are found in the list that *Settings* offers. */
const SETTINGS_SHOWN = 40;

/**
 * What the alliance may decide and has no row for in *Settings*: of protocols adopted later, or of a newer Concordat. Of protocols that it
 * did not adopt there is no word.
 */
export function moreSettings({ identity, situation, parsed, catalogue }: AsChecked): readonly Line[] {
  const tab = parsed.find((one) => one.tab.id === settingsTab.id);
  if (tab === undefined || whyUnreadable(tab) !== null) return [];
  const typed = new Set([...tab.rows, ...tab.unusable.map(({ read }) => read)].map((row) => Object(row).setting));
  const { settings } = situation;
  const adopting = new Set(catalogue.packs.map(({ adoptedBy }) => adoptedBy.id));
  const more = settingsToDecide(catalogue, settings).filter(({ id }) => !typed.has(id) && !adopting.has(id));
  const lines = more.slice(0, SETTINGS_SHOWN).flatMap((setting) => {
    const said = wordsOf(setting, settings.held(setting).value, identity.startYear);
    const words = `${said.decides} Unit: ${said.unit}. While blank: ${said.whileBlank}. Who chose that: ${said.whoChose}.`;
    return beside([text(setting.title, 'label')], words, BESIDE_FIRST);
  });
  const left = more.length > SETTINGS_SHOWN ? ' More are in its list.' : '';
  const lead = `These have no row in Settings. To decide otherwise, type one there, with its value.${left}`;
  return headed(
    'More settings',
    lines.length === 0 ? [] : [[linkTo('Settings', settingsTab.title), text(lead, 'words')], ...lines],
  );
}
