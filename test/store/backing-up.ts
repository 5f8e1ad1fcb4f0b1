import { backUpFolder } from '../../api/store/backup.ts'
import { deletionListIn, NO_DELETIONS } from '../../api/store/deletion-list.ts'
import { restore } from '../../api/store/restore.ts'

// tsx test/store/backing-up.ts backup <folder> <file>, or restore <file> <folder>: to be killed at it.
const [what, from = '', to = ''] = process.argv.slice(2)
if (what === 'backup') await backUpFolder(from, to, async () => NO_DELETIONS)
else
  await restore(from, {
    folder: to,
    isReplacing: false,
    deletions: undefined,
    listFile: deletionListIn(to),
  })
