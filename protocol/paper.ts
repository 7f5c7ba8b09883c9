/** What a print agent gets to print: facts and words, no layout. Leaves the hub only to a paired printer. */
export interface PaperFacts {
  readonly hall: string;
  readonly service: string;
  readonly number: string;
  readonly ahead: number;
  readonly wait: { readonly low: number; readonly high: number } | null;
  /** Window numbers that call the service, ascending. */
  readonly windows: readonly number[];
  readonly materials: readonly { readonly name: string; readonly note: string }[];
  /** Hall's local time of issue, `MM-DD HH:mm`. */
  readonly issued: string;
  readonly dispenser: string;
  readonly hotline: string;
  /** The citizen's page: followed and rated by this QR. */
  readonly url: string;
  /** 补打 */
  readonly copy: boolean;
  readonly words: PaperWords;
}

/** The words around the facts, from `ui/strings`, in the hall's language; the paper fills what stands in braces. */
export interface PaperWords {
  /** `前面 {n} 人` */
  readonly ahead: string;
  /** `大约 {low}-{high} 分钟` */
  readonly wait: string;
  /** `{windows} 号窗口` */
  readonly windows: string;
  /** `请带` */
  readonly bring: string;
  /** The whole rule, its figures already in. */
  readonly noShowRule: string;
  /** `扫码看进度、评价` */
  readonly scan: string;
  /** `电话 {phone}` */
  readonly phone: string;
  /** `补打` */
  readonly copy: string;
}

export interface PaperJob {
  readonly job: string;
  readonly facts: PaperFacts;
}
