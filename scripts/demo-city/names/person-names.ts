/** Word stock for invented people. */
import type { Random } from "../random.ts";

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵";
const GIVEN_SINGLE =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玲辉力健波宁飞鹏凯琳颖雪慧莉斌浩宇婷晨";
const GIVEN_FIRST = "建国志文晓海永春秀玉桂淑红小丽雪梦子俊家佳明德立宏振少凤爱金雅思嘉天一浩欣诗";
const GIVEN_SECOND =
  "华明军平强芳英兰珍梅霞玲娟红燕萍丽琴云莲凤洁林民生东峰龙山波辉宁杰涛宇轩豪琪怡萱涵彤阳晨";

export function personName(random: Random): string {
  const surname = SURNAMES[skewed(random, SURNAMES.length)] ?? "王";
  if (random.chance(0.22))
    return surname + (GIVEN_SINGLE[random.index(GIVEN_SINGLE.length)] ?? "敏");
  const a = GIVEN_FIRST[random.index(GIVEN_FIRST.length)] ?? "建";
  let b = GIVEN_SECOND[random.index(GIVEN_SECOND.length)] ?? "华";
  if (a === b) b = "宁";
  return surname + a + b;
}

/** Common surnames more often. */
function skewed(random: Random, count: number): number {
  return Math.floor(random.next() * random.next() * count);
}

/** 1990 000 xxxx: a shape that people know as a mobile number, a block that is not in use. */
export function phoneNumber(serial: number): string {
  return `1990000${String(serial % 10000).padStart(4, "0")}`;
}
