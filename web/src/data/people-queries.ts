import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  oneTimePasswordSchema,
  type PeopleFilter,
  peoplePageSchema,
  personSchema,
} from "../domain/schemas/person.ts";
import type { Role } from "../domain/schemas/roles.ts";
import { z } from "../domain/zod.ts";
import { callRpc } from "./rpc.ts";

const PAGE_ROWS = 100;
/** What a change answers beside the refreshed lists is not needed. */
const doneSchema = z.unknown();

/** People one may know of, page after page by cursor. */
export function peoplePageQuery(filter: PeopleFilter, rowsPerPage = PAGE_ROWS) {
  return infiniteQueryOptions({
    queryKey: ["people", "page", filter, rowsPerPage],
    queryFn: ({ pageParam, signal }) =>
      callRpc({
        name: "people_page",
        schema: peoplePageSchema,
        args: { p_filter: filter, p_cursor: pageParam, p_limit: rowsPerPage },
        signal,
      }),
    // The cursor is opaque text; the first page has none.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** A few people for a picker. */
export function peopleFoundQuery(filter: PeopleFilter) {
  return queryOptions({
    queryKey: ["people", "found", filter],
    queryFn: async ({ signal }) => {
      const page = await callRpc({
        name: "people_page",
        schema: peoplePageSchema,
        args: { p_filter: filter, p_cursor: null, p_limit: 20 },
        signal,
      });
      return page.rows;
    },
    placeholderData: keepPreviousData,
  });
}

export type PersonDraft = {
  person_id?: number;
  name: string;
  phone: string | null;
  source_type: string;
  unit_id: number | null;
  grid_id: number | null;
};

export function savePerson(person: PersonDraft) {
  return callRpc({ name: "person_save", schema: personSchema, args: { p_person: person } });
}

export function deactivatePerson(input: { personId: number; reason: string }) {
  return callRpc({
    name: "person_deactivate",
    schema: personSchema,
    args: { p_person_id: input.personId, p_reason: input.reason },
  });
}

export type PostDraft = {
  person_id: number;
  role: Role;
  grid_id: number | null;
  unit_id: number | null;
  from: string | null;
  to: string | null;
  reason: string;
};

export function grantPost(post: PostDraft) {
  return callRpc({ name: "membership_grant", schema: doneSchema, args: { p_membership: post } });
}

export function endPost(input: { membershipId: number; reason: string }) {
  return callRpc({
    name: "membership_end",
    schema: doneSchema,
    args: { p_membership_id: input.membershipId, p_at: null, p_reason: input.reason },
  });
}

export type DeputyDraft = {
  person_id: number;
  deputy_id: number;
  rank: "A" | "B";
  from: string | null;
  to: string | null;
  reason: string;
};

export function setDeputy(deputy: DeputyDraft) {
  return callRpc({ name: "deputy_set", schema: doneSchema, args: { p_deputy: deputy } });
}

export function endDeputy(deputyRowId: number) {
  return callRpc({
    name: "deputy_end",
    schema: doneSchema,
    args: { p_deputy_row_id: deputyRowId, p_at: null },
  });
}

export type AbsenceDraft = {
  person_id: number;
  kind: string;
  from: string | null;
  to: string | null;
};

export function setAbsence(absence: AbsenceDraft) {
  return callRpc({ name: "absence_set", schema: doneSchema, args: { p_absence: absence } });
}

/** Answers the one-time password, told once. */
export function createAccount(input: { personId: number; login: string }) {
  return callRpc({
    name: "account_create",
    schema: oneTimePasswordSchema,
    args: { p_person_id: input.personId, p_login: input.login },
  });
}

export function resetPassword(personId: number) {
  return callRpc({
    name: "account_reset_password",
    schema: oneTimePasswordSchema,
    args: { p_person_id: personId },
  });
}

export function setAccountActive(input: { personId: number; active: boolean; reason: string }) {
  return callRpc({
    name: "account_set_active",
    schema: doneSchema,
    args: { p_person_id: input.personId, p_active: input.active, p_reason: input.reason },
  });
}

export function endSessions(personId: number) {
  return callRpc({
    name: "account_end_sessions",
    schema: doneSchema,
    args: { p_person_id: personId },
  });
}
