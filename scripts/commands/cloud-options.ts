import { InvalidArgumentError, Option } from 'commander';
import { allianceId } from '../../functions/dispatch/alliance-id.ts';

export function projectOption(): Option {
  const form = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
  return new Option('--project <id>', 'the Google Cloud project').argParser(like(form, 'no project id'));
}

export function driveOption(): Option {
  const form = /^[A-Za-z0-9_-]{10,60}$/;
  const says = 'the shared drive for workbooks and documents';
  return new Option('--drive <id>', says).argParser(like(form, 'no id of a shared drive'));
}

export function regionOption(): Option {
  const form = /^[a-z]+-[a-z]+\d$/;
  return new Option('--region <name>', 'where everything runs and is kept').argParser(like(form, 'no region'));
}

export function allianceOption(says: string): Option {
  return new Option('--alliance <id>', says).argParser((typed: string): string => {
    if (allianceId.safeParse(typed).success) return typed;
    throw new InvalidArgumentError('is no short name. Use small letters, digits and dashes, such as harrowdale.');
  });
}

export function like(form: RegExp, what: string) {
  return (typed: string): string => {
    if (form.test(typed)) return typed;
    throw new InvalidArgumentError(`is ${what}.`);
  };
}
