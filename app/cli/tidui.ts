// The operator's command line: `npm run -s tidui -- <command>`. Every command uses the same doors as the screens.
import { Command, CommanderError } from 'commander'
import { normaliseEntered } from '#app/text/characters.ts'
import { type CommandOutput, print, printFailure } from './answer.ts'
import * as bankCommands from './bank-commands.ts'
import * as commands from './commands.ts'
import * as courses from './course-commands.ts'
import * as documents from './document-commands.ts'
import { showIndicator } from './indicator-commands.ts'
import * as operations from './operations-commands.ts'
import { searchAs } from './search-command.ts'
import * as talent from './talent-commands.ts'

const program = new Command('tidui').description('梯队的操作员命令行').showHelpAfterError(false).exitOverride()
program.configureOutput({ writeErr: () => {} }) // errors are printed once, below

type Run = (...values: never[]) => Promise<CommandOutput>

/** Names of files are kept exactly as on disk. */
const isPath = (argument: string) => ['file', 'path', 'out'].includes(argument)

/** Normalises the arguments of a command, like the forms of the screens (`normaliseForm`). */
function normaliseArguments(it: Command, values: readonly unknown[]): unknown[] {
  const options = Object.fromEntries(
    Object.entries(it.opts()).map(([name, value]) => [name, isPath(name) ? value : normaliseEntered(value)]),
  )
  const typed = values.slice(0, it.registeredArguments.length)
  return [...typed.map((value, at) => (isPath(it.registeredArguments[at]!.name()) ? value : normaliseEntered(value))), options]
}

/**
 * Adds a command whose action returns its output; every command understands `--json`, and every text argument is
 * normalised.
 */
function command(
  words: string,
  description: string,
  run: Run,
  shape: (command: Command) => Command = (it) => it,
  parent: Command = program,
) {
  shape(parent.command(words).description(description))
    .option('--json', '只输出一个 JSON 值')
    .action(async (...values: unknown[]) => {
      const it = values.at(-1) as Command
      print(await run(...(normaliseArguments(it, values) as never[])), Boolean(it.opts().json))
    })
}

command('migrate', '把数据库升到最新结构', commands.migrate, (it) => it.option('--check', '只查有没有不合新规定的数据，什么也不改'))
command('demo', '把演示县装入空数据库', commands.demo)

const user = program.command('user').description('账号')
command(
  'create',
  '新建账号，给出一次性登录链接',
  commands.createUser,
  (it) =>
    it
      .requiredOption('--name <姓名>')
      .requiredOption('--role <角色>', '管理员 | 结对协调员 | 人社干部 | 乡镇专干 | 讲师 | 帮扶导师 | 网店店主，或英文名')
      .option('--phone <手机号>', '登录用，必填')
      .option('--region <地区代码>', '人社干部、乡镇专干的范围')
      .option('--cohort <培训班>', '讲师的班；没有班可以不写')
      .option('--password-stdin', '从标准输入读密码（第一行）；不用则发一次性登录链接'),
  user,
)
const whose = (it: Command) => it.option('--phone <手机号>', '账号的手机号').option('--account <编号>', '或账号的编号，见 user list')
command('list', '列出工作人员和店主的账号', commands.listUsers, undefined, user)
command(
  'reset',
  '重置账号：作废旧密码和验证器，退出所有登录，给出一次性链接',
  commands.resetUser,
  (it) => whose(it).option('--reason <原因>', '记入审计', '操作员在服务器上重置'),
  user,
)
command('enable', '启用账号', commands.enableUser(true), whose, user)
command('disable', '停用账号', commands.enableUser(false), whose, user)
command(
  'tries',
  '看登录记录：每小时谁、从哪个网段、结果、几次',
  commands.userTries,
  (it) => whose(it).option('--days <天数>', '看最近几天', '7'),
  user,
)

const shops = program.command('shops').description('网店名录')
command('import <file>', '导入网店名录（.xlsx 或 .csv）', commands.importShops, (it) => it.option('--dry-run', '只预览，不写入'), shops)

const roster = program.command('roster').description('花名册')
command(
  'import <file>',
  '导入花名册（.xlsx 或 .csv）',
  commands.importRoster,
  (it) => it.option('--cohort <培训班>', '同时报名到这个培训班').option('--dry-run', '只预览，不写入'),
  roster,
)

const report = program.command('report').description('报表')
command(
  'households',
  '培训到户报表',
  commands.reportHouseholds,
  (it) => it.requiredOption('--from <日期>').requiredOption('--to <日期>').option('--region <地区代码>', '默认是结对县'),
  report,
)

command('pipeline', '梯队：每个阶段有多少人', talent.showPipeline, (it) =>
  it
    .option('--on <日期>', '默认是今天')
    .option('--known <日期>', '按这一天结束时知道的；默认是现在')
    .option('--region <地区代码>', '默认是结对县')
    .option('--tier <层次>', '只数报过这个层次的班的人'),
)
command('indicator <name>', '一个指标；名称写 list 就列出全部', showIndicator, (it) =>
  it
    .option('--from <日期>', '第一天')
    .option('--to <日期>', '最后一天')
    .option('--region <地区代码>', '默认是结对县')
    .option('--by <分法>', 'township | cohort | tier | sex | age | registration')
    .option('--known <日期>', '按这一天结束时知道的；默认是现在'),
)
const stages = program.command('stages').description('每个人的阶段')
command('rebuild', '从事实重新算所有人的阶段', talent.rebuildPipeline, undefined, stages)

const exam = program.command('exam').description('考试')
command('doubtful', '列出要复查的通过：判卷以后才来的答案使它通过', commands.showDoubtfulPasses, undefined, exam)

const content = program.command('content').description('课程内容')
command('check [path]', '检查全部课程、一个层次，或一门课（给它的文件夹或里面的一个文件）', commands.checkCourses, undefined, content)

command(
  'export <course> <path>',
  '把一门课导出成 ZIP（文件名以 .zip 结尾）或文件夹，用得到的文件一字不差；默认是在用的一版',
  courses.exportCourse,
  (it) => it.option('--version <第几版>', '导出这一版'),
  content,
)
command(
  'import <path>',
  '把课程带进来：一门课、一个层次或全部课程的文件夹，或它们的 ZIP；工作室里改过的不覆盖，作为草稿等人比较',
  courses.importCourseFiles,
  (it) => it.option('--dry-run', '只说会怎样，不写入'),
  content,
)

const bank = program.command('bank').description('课程的题库')
command(
  'import <file>',
  '把别处的题带进一门课的题库（草稿；没有草稿就新开一版）：GIFT、Moodle XML、Aiken、QTI、Excel；放不进的一道一道说明',
  bankCommands.importQuestions,
  (it) =>
    it
      .requiredOption('--course <课程>', '课程的网址名')
      .option('--format <格式>', 'gift、moodle-xml、aiken、qti 或 xlsx；不写就自己认')
      .option('--lesson <课>', '文件里没写是哪一课的题放在哪一课；不写就放第一课')
      .option('--dry-run', '只预览，不写入'),
  bank,
)
command(
  'export <course> <file>',
  '把一门课的题库写成文件；默认是在用的一版',
  bankCommands.exportQuestions,
  (it) => it.requiredOption('--format <格式>', 'gift、moodle-xml、aiken、qti 或 xlsx').option('--version <第几版>', '导出这一版'),
  bank,
)

command('search <words...>', '在课文、小节、词和试题里找，看到的和这个账号一样多', searchAs, (it) =>
  it.requiredOption('--as <账号>', '账号的编号或手机号'),
)

const document = program.command('document').description('Word 文档、演示文稿等')
command(
  'import <file>',
  '把 .docx、.pptx、.md、.txt 变成课文和图，写进一个空文件夹',
  documents.importDocumentFile,
  (it) => it.requiredOption('--out <文件夹>', '写到哪里，要是空的或新的'),
  document,
)

const workflow = program.command('workflow').description('流程')
command('diagram <name>', '按状态机画出流程图（Mermaid）', commands.diagram, undefined, workflow)

command('clock', '系统按什么时间走；机器的时钟跳过以后，确认它是对的', commands.showClock, (it) =>
  it.option('--confirm', '机器的时钟是对的，按它走'),
)

const cohort = program.command('cohort').description('培训班')
command('list', '列出培训班', operations.listClasses, undefined, cohort)

command('backup <file>', '备份数据库（服务可以开着）', operations.backup, (it) =>
  it.option('--encrypt', '用 TIDUI_BACKUP_PASSPHRASE_FILE 里的口令加密'),
)
command('restore <file>', '用备份恢复数据库（先停服务）', operations.restore, (it) =>
  it.option('--even-so <理由>', '备份的记录被改过也要恢复，理由记入审计'),
)

const keys = program.command('keys').description('密钥')
command('rotate', '换一把新密钥，把所有加密的内容重新加密（先停服务）', operations.rotate, undefined, keys)
command(
  'forget',
  '去掉留着读旧备份的旧密钥（先停服务）',
  operations.forgetKeys,
  (it) => it.option('--even-so', '密码还是用旧密钥存的账号也不管：他们要拿新的登录条'),
  keys,
)

const audit = program.command('audit').description('审计记录')
command(
  'list',
  '列出审计记录',
  operations.listAudit,
  (it) =>
    it
      .option('--person <编号>', '某个人或账号做的，和对他做的')
      .option('--from <日期>')
      .option('--to <日期>')
      .option('--kind <字样>', '记录的缘由里有这些字')
      .option('--after <序号>', '从这一条之后看起')
      .option('--limit <条数>', '最多列几条', '100'),
  audit,
)
command('verify', '核对审计链', commands.verifyAudit, (it) => it.option('--head <链头>', '早先记下的链头，应还在链里；从它那里查起'), audit)

const access = program.command('access').description('谁看过名单、下载过什么、被拒过什么')
command(
  'list',
  '按天列出，最近的在前',
  commands.listAccess,
  (it) =>
    it
      .option('--from <日期>')
      .option('--to <日期>')
      .option('--who <账号>', '账号的编号')
      .option('--kind <种类>', 'list | export | refusal | settings'),
  access,
)

command('match <file>', '按延迟接受算法结对', commands.match, (it) => it.option('--seed <数字>', '平分时的种子', '0'))

const usageErrors: Record<string, (fault: CommanderError) => string> = {
  'commander.unknownCommand': () => '没有这个命令。用 --help 看有哪些。',
  'commander.unknownOption': (fault) => `不认识这个选项：${fault.message.match(/'(.+?)'/)?.[1] ?? ''}。用 --help 看有哪些。`,
  'commander.missingMandatoryOptionValue': (fault) => `缺少必填的选项：${fault.message.match(/'(.+?)'/)?.[1] ?? ''}`,
  'commander.missingArgument': (fault) => `缺少参数：${fault.message.match(/'(.+?)'/)?.[1] ?? ''}`,
  'commander.optionMissingArgument': (fault) => `这个选项后面要跟一个值：${fault.message.match(/'(.+?)'/)?.[1] ?? ''}`,
  'commander.excessArguments': () => '参数太多了。用 --help 看用法。',
  'commander.help': () => '请写明命令。用 --help 看有哪些。',
}

// A reader that stops early, such as `head`, is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))

try {
  await program.parseAsync()
} catch (fault) {
  if (!(fault instanceof CommanderError)) printFailure(fault)
  else if (fault.exitCode !== 0) {
    process.stderr.write(`${usageErrors[fault.code]?.(fault) ?? fault.message}\n`)
    process.exitCode = 1
  }
}
