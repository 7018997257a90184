import { type Setting, showSetting } from './setting.ts';

/** What *Settings* and *Start here* say beside a setting. */
export interface SettingWords {
  readonly unit: string;
  readonly whileBlank: string;
  readonly whoChose: string;
  readonly decides: string;
}

/** `holds` is what holds while the alliance has decided nothing. */
export function wordsOf<T>(setting: Setting<T>, holds: T, academicYear: number): SettingWords {
  const { unit, decides } = setting;
  const whileBlank = showSetting(setting, holds, academicYear) ?? setting.whileNull ?? '';
  return { unit, whileBlank, whoChose: whoChose(setting), decides };
}

function whoChose({ chosenBy, from, unset, isLimit = false }: Setting): string {
  if (chosenBy === 'source') return from;
  if (unset === null) return 'nobody yet';
  return isLimit ? 'Concordat suggests: warns, never a breach' : 'Concordat';
}
