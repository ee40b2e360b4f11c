// The main job with the types that openapi-typescript makes: a group, its people, a meeting, a point, the letters that
// would go out, and an answer. Usage: node main_job.js ORIGIN, with the key in NASTA_KEY.
import createClient from "openapi-fetch";
import type { paths } from "./nasta.js";

declare const process: { argv: string[]; env: Record<string, string | undefined> };

const nasta = createClient<paths>({
  baseUrl: `${process.argv[2]}/api/v1`,
  headers: { "X-API-Key": process.env.NASTA_KEY },
});

type Answer<T> = { data?: T; error?: unknown };

function made<T>({ data, error }: Answer<T>): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

function agreed(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

const group = made(await nasta.POST("/groups", { body: { name: "Klientgruppen", remind_days_before: [7] } }));
const person = made(await nasta.POST("/persons", { body: { name: "Lova Exempelsson", email: "lova@example.net" } }));
made(await nasta.POST("/memberships", { body: { group_id: group.id, person_id: person.id, roles: ["member"] } }));
const held_on = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const meeting = made(await nasta.POST("/meetings", { body: { group_id: group.id, held_on } }));
const point = made(
  await nasta.POST("/action-points", {
    body: { group_id: group.id, task: "Boka lokal", owners: [{ person_id: person.id }], due_kind: "next_meeting" },
  }),
);
if (!("due_on" in point)) throw new Error("one point was given, so one is answered");
agreed(point.due_on === held_on, "due at the meeting");
const at = { params: { path: { id: meeting.id } } };
const preview = made(await nasta.GET("/meetings/{id}/reminder-preview", at));
agreed(preview.mails.some((mail) => mail.action_point_ids.includes(point.id)), "the letter has the point");
const about = { params: { path: { id: point.id } } };
made(await nasta.POST("/action-points/{id}/answers", { ...about, body: { answer: "done", person_id: person.id } }));
agreed(made(await nasta.GET("/action-points/{id}", about)).status === "done", "done");
