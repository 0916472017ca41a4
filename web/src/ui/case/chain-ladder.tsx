import { useTranslation } from "react-i18next";
import type { Chain } from "../../domain/schemas/grid.ts";
import styles from "./case.module.css";
import { PhoneLink } from "./phone-link.tsx";

type Rung = Chain[number];

/** Who answers at every level, from the city down; each place selects its grid. */
export function ChainLadder(props: { chain: Chain; onSelectGrid: (gridId: number) => void }) {
  return (
    <ol className={styles.chain}>
      {props.chain.map((rung) => (
        <li key={rung.grid_id} className={styles.rung}>
          <Place rung={rung} onSelectGrid={props.onSelectGrid} />
          {rung.leaders.map((leader) => (
            <Leader key={`${leader.post}/${leader.name}/${leader.subject}`} leader={leader} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Place({ rung, onSelectGrid }: { rung: Rung; onSelectGrid: (gridId: number) => void }) {
  const { t, i18n } = useTranslation("cases");
  const name = i18n.language === "en" && rung.name_en !== "" ? rung.name_en : rung.name;
  return (
    <div className={styles.place}>
      <button type="button" className={styles.placeName} onClick={() => onSelectGrid(rung.grid_id)}>
        {name}
      </button>
      <span className={styles.level}>{t(`level.${rung.level}`)}</span>
      <span className={styles.code}>{rung.code}</span>
    </div>
  );
}

function Leader({ leader }: { leader: Rung["leaders"][number] }) {
  const { t } = useTranslation("cases");
  const post = t(`post.${leader.post}`, { defaultValue: leader.post });
  return (
    <div className={styles.person}>
      <span className={styles.post}>{leader.subject ? `${post} · ${leader.subject}` : post}</span>
      <span className={styles.personName} title={leader.unit_name ?? undefined}>
        {leader.name ?? leader.unit_name ?? "—"}
      </span>
      <PhoneLink phone={leader.phone} name={leader.name} />
    </div>
  );
}
