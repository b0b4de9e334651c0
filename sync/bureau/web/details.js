// The technical details behind a verdict: hashes and numbers of the record, points by item and module, place in the log, keys. Gives plain data
// like describe.js.
import { to_hex } from "./bytes.js";
import { kind_text, role_text } from "./describe.js";
import { outcome_details } from "./describe_act.js";
import { decimal_text } from "./words.js";

function record_details(verdict, strings) {
  const { say, table } = strings;
  const { record } = verdict;
  const seconds = Math.floor(record.times.active_ms / 1000);
  const rows = [
    [say("row_record_hash"), to_hex(verdict.record_hash)],
    [say("row_record_id"), record.id],
    [say("row_session"), record.session],
    [say("row_terminal"), record.terminal],
    [say("row_active"), say("minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })],
    [say("row_source"), table.sources[record.source]],
    [say("row_spec"), record.subject.spec],
    [say("row_paper"), record.subject.paper],
  ];
  const lists = [
    ["row_earlier", record.earlier ? [record.earlier] : []],
    ["row_exempt", record.exempt.map(({ area, basis }) => `${area} (${basis})`)],
    ["row_effects", record.effects.map(({ rule, points }) => `${rule}: ${decimal_text(points)}`)],
    ["row_vetoes", record.vetoes.map((veto) => say("veto_times", veto))],
    ["row_components", record.components.map(({ component, mode }) => `${kind_text(component, strings)} (${table.modes[mode - 1]})`)],
    ["row_evidence", record.evidence],
  ];
  for (const [key, values] of lists) if (values.length > 0) rows.push([say(key), values.join("\n")]);
  return rows;
}

function items_table({ record }, { say, table }) {
  const rows = record.items.map((item) => [item.item, table.states[item.state], decimal_text(item.points), decimal_text(item.points_max)]);
  return { head: ["column_item", "column_state", "column_points", "column_max"].map((key) => say(key)), rows };
}

function modules_table({ record }, { say, table }) {
  const rows = record.modules.map((module) => [
    module.module,
    `${decimal_text(module.points)} / ${decimal_text(module.points_max)}`,
    `${decimal_text(module.weight)} %`,
    decimal_text(Number(module.counted / module.counted_below)),
    table.standings[module.standing],
  ]);
  return { head: ["column_module", "column_points", "column_weight", "column_counted", "column_standing"].map((key) => say(key)), rows };
}

function log_details({ anchored }, { say }) {
  const { checkpoint } = anchored;
  const rows = [
    [say("row_root"), to_hex(anchored.root)],
    [say("row_entry"), anchored.entry && to_hex(anchored.entry)],
    [say("row_checkpoint"), checkpoint ? say("checkpoint_of", checkpoint) : say("checkpoint_none")],
  ];
  if (checkpoint && checkpoint.cosignatures.length > 0) rows.push([say("row_witnesses"), checkpoint.cosignatures.map(({ name }) => name).join(", ")]);
  return rows.filter(([, value]) => value !== null);
}

// Parts { title, rows } or { title, table }. `has_webcrypto`: whose arithmetic checked the signatures.
export function details_of(verdict, has_webcrypto, strings) {
  const { say } = strings;
  const parts = [];
  if (verdict.record) {
    parts.push({ title: say("details_record"), rows: record_details(verdict, strings) });
    if (verdict.record.modules.length > 0) parts.push({ title: say("details_modules"), table: modules_table(verdict, strings) });
    if (verdict.record.items.length > 0) parts.push({ title: say("details_items"), table: items_table(verdict, strings) });
  }
  if (verdict.kind === "outcome" && verdict.act) parts.push({ title: say("details_record"), rows: outcome_details(verdict.act, strings) });
  if (verdict.anchored) parts.push({ title: say("details_log"), rows: log_details(verdict, strings) });
  const keys = verdict.signers.map((signer) => [`${role_text(signer.role, strings)} ${signer.name}`, signer.key_id]);
  parts.push({ title: say("column_key"), rows: [...keys, [say("row_method"), say(has_webcrypto ? "method_webcrypto" : "method_by_hand")]] });
  return parts;
}
