import type { Draw, Kind } from './draw.ts'

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴单仇解',
]
const letters = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国志文斌辉鹏飞宇浩然子轩欣怡梦琪雨涵佳宁思远嘉诚俊豪晓东海燕红波雪莲凤琴淑珍惠芬美云仁德福生金龙水根长林友谊新民安康',
]

/** A fictional name: two letters in a third of the cases, else three; frequent surnames are frequent. */
export const nameOf = (draw: Draw, kind: Kind, number: number): string => {
  const spread = draw.pick(kind, number * 4, 10_000)
  // The square makes the first surnames common, as they are.
  const surname = surnames[Math.floor((spread / 10_000) ** 2 * surnames.length)]
  const first = letters[draw.pick(kind, number * 4 + 1, letters.length)]
  const second =
    draw.pick(kind, number * 4 + 2, 3) === 0 ? '' : letters[draw.pick(kind, number * 4 + 3, letters.length)]
  return `${surname}${first}${second}`
}
