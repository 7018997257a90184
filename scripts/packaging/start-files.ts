import type { PackedFile } from './program-files.ts';
import type { System } from './systems.ts';

/** Where the program stands, from what is double-clicked. */
export const PROGRAM = 'program';

/** What is double-clicked, and what runs any command of ours, on the Node that comes along and no other. */
export function startFiles({ id, startFile, lineEnd }: System): PackedFile[] {
  const [start, command] = id === 'windows' ? [START_CMD, COMMAND_CMD] : [START_SH, COMMAND_SH];
  const lines = (text: string) => text.replaceAll('\n', lineEnd);
  return [
    { path: startFile, content: lines(start), executable: true },
    {
      path: `${PROGRAM}/${id === 'windows' ? 'concordat.cmd' : 'concordat'}`,
      content: lines(command),
      executable: true,
    },
  ];
}

/** Shown inside a ZIP, Windows unpacks this file alone when it is double-clicked. */
const START_CMD = `@echo off
setlocal
title Concordat
pushd "%~dp0"
if not exist "${PROGRAM}\\node.exe" goto alone
call "${PROGRAM}\\concordat.cmd" open
if %errorlevel% neq 0 pause
goto end
:alone
echo Concordat is not unpacked yet.
echo Close this window, right-click the ZIP file, choose "Extract All",
echo and double-click "Start Concordat" in the folder that opens.
pause
:end
popd
`;

const COMMAND_CMD = `@echo off
setlocal
set NODE_OPTIONS=
"%~dp0node.exe" --disable-warning=ExperimentalWarning "%~dp0scripts\\packaged.mjs" %*
`;

const START_SH = `#!/bin/sh
cd "$(dirname "$0")" || exit 2
if [ -x ${PROGRAM}/node ]; then
  ${PROGRAM}/concordat open
  status=$?
else
  echo 'This file belongs beside the folder "${PROGRAM}" that it was unpacked with. Put it back there.'
  status=2
fi
if [ $status -ne 0 ] && [ -t 0 ]; then
  printf 'Press Enter to end. '
  read -r _
fi
exit $status
`;

const COMMAND_SH = `#!/bin/sh
unset NODE_OPTIONS
here=$(dirname "$0")
exec "$here/node" --disable-warning=ExperimentalWarning "$here/scripts/packaged.mjs" "$@"
`;
