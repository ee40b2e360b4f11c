"""How a note walks through these files, from what somebody sends to points that are followed up.

A file        intake, files -> fence: a process of its own, in which reading/ makes text of it and notes reads the text
Lines         composed, unfolded (unfolded_head), lines, joining, cells, columns_named -> passages (passage, runs)
              -> blocks, by headings, shapes
  begin with  marker: markers = bullets, leading_numbers, heading_marks
  its agenda  number_chains -> numbering; items_in_body, unnumbered_items, listed_items, headed_items, tabled_items;
              sections_above, item_titles, formalities
The meeting   fields: head, values -> meeting_day, meeting_hours (clock_times -> times), sent, meeting_place =
              places_beside_time, places_told, online, by without_times, place_names; titles, announced -> group
              (kinds_of_groups, likely_names); called_next -> telling_of_next -> following
  its days    dates = day_words, days_in_numbers, days_of_months, years, weeks
The people    sections -> lists, unlabelled, above_lists, writer, nicknames, same_person, full_names -> attendance
  in the text mentions, not_listed (away): who could not come; shown_by_text (listed_elsewhere): officers,
              appointed, speakers, by name_in_sentence
  a list      people_list, list_goes_on, by opened_lists (short_for_there): lists_in_sentences, added_to_list,
              begun_lists, end_of_list, side_by_side, people_tables
  its lines   person_lines, listed_in_lines, lines_run_on, listed_in_cells, ticked, legends; listed: initials,
              run_together, class_by_class, in_one_case, as_the_others, principals
  each        by_and (others_uncounted), names_between_dashes, people (parts, dashes, name_in_entry), by
              person_names, capacities, presence, asides, own_initials
A sentence    tokens, sentences; lexicon, conjugation: words/*.toml
  its names   acquaintances, kinds, name_forms -> naming, parties; all that is known is its hearing, its context
  its verbs   verbs (frames), helped, having, unknown_verbs -> finite_verbs -> main_verbs (subordinators,
              clauses_of_persons) -> clauses, subjects (before_verb), gapping
  its sense   committing: actives, passives, asked (subject_kinds, deeds, at_the_meeting), coming_back, deciding,
              bare_work, beside_work, dated_work, shared_out, clues, clause_clues -> confidence; clause_due
              (days_of_others, by_then), one_point; together: spoken
  whose, when doers, owning, names_alone, owners_beside; due, due_words = next_meetings, calendar_days, spans_of_time,
              events; other_meetings
The points    commitments, block by block: running_text (carried_over, points_before, signs_before), completing,
              later_due, saying_when, things_wanted, to_be_in, told_before, attended, left_over,
              days_of_events (days_told, days_within, counted_back),
              arrivals, recalling, next_time, listing, leading_in, task_tables, told_tables, flat_tables,
              columns_beside, surroundings, line_above, point_above, this_meeting, working_groups, prose,
              telling_apart -> proposals
The proposal  draft; as JSON: proposal; decisions; what could not be placed: unread
The register  register, circle, likeness, before, references: whom a name may mean, which open point a sentence is about
The service   routes, bodies (proposed), models, service, problems, typed; acceptance: attending,
              accepted_meetings, accepted_agenda, accepted_points (commitment)

A word that is missing belongs in words/: whoever knows the language can add it there.
"""
