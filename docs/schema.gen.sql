-- Written by `npm run generate` from a migrated database; not edited by hand.

-- tables
booking.appeal -- regional: what a suspended person says against it, and what was decided [row-level security]
booking.appointment -- regional: one seat for one resident; a hold is one with an expiry [row-level security]
booking.complaint -- regional: what a resident asks the manager of a site to look into and answer [row-level security]
booking.contact -- regional: a person who must hear that a session was stopped or changed, or who is asked to confirm, and what they answered [row-level security]
booking.face -- regional: the one answer of a resident to one visit [row-level security]
booking.hospital_line -- regional: how the booking system of a hospital is reached
booking.hospital_order -- regional: a seat asked for at a hospital: reserve, confirm, or give back [row-level security]
booking.hospital_receipt -- regional: every answer of a hospital's system, and every silence [row-level security]
booking.no_show_excuse -- regional: missed appointments that do not count, and why [row-level security]
booking.payment -- regional: the registration fee taken for an appointment, and whether it was given back [row-level security]
booking.phone_day -- regional: the appointments one phone booked in a department for a day; locked to limit them [row-level security]
booking.referral_note -- regional: why somebody was given a seat of the referral reserve [row-level security]
booking.resident_booking_state -- regional: how many appointments a person has open, and until when booking is suspended [row-level security]
booking.resting_seat -- regional: a seat given back that can be booked again from a random moment on
booking.seat_to_give_back -- regional: seats we gave back that a hospital may still hold for us [row-level security]
booking.session_delay -- regional: by how much the expert of a session is late, as everyone booked was told
booking.session_queue -- regional: the next ticket of a session; the lock under which its queue moves
booking.share_return -- regional: the seats that a channel left unused when its share went on to everybody
booking.slot_pool -- regional: the seats of one session in one time bucket, shared among four channels
booking.slot_source -- regional: sessions whose seats belong to a hospital: an allotted block or its live system
booking.visit -- regional: one row for everyone who came, from ticket to seen [row-level security]
booking.waiting -- regional: who waits for a seat of a full session, and what became of it [row-level security]
booking.wish -- regional: who wants to hear when a speciality comes to a place [row-level security]
deployment.absence -- regional: days on which a person is away
deployment.attendance -- regional: when an expert came to the site, and how that is known
deployment.calendar_feed -- regional: a calendar address (iCal) given to an institution or a person; its token is computed from the id, never stored
deployment.certificate_number -- regional: the last number given to a certificate in a year
deployment.closing_sheet -- regional: what was done in a session (下沉工作日志), version by version; counts only, no resident
deployment.diary -- regional: one row per person or room; locked in id order before a session is written, so that writers take turns instead of deadlocking
deployment.evening_card -- regional: whom the card of the evening before was sent to, so that it goes out once
deployment.leave_request -- regional: leave that a person asks for, until somebody decides
deployment.month_change -- regional: how often what was published of a month changed afterwards, with the last time
deployment.month_handout -- regional: a picture or poster of a month that somebody took to send or hang up, and how often the month changed since
deployment.month_plan -- regional: the month of an institution as last published; a further publishing raises the version
deployment.posting -- regional: a person works at a site for weeks or months by letter; not a session
deployment.posting_month -- regional: attendance of a posting in a month; counts only when the receiving site confirmed it
deployment.series -- regional: the pattern that made sessions (every second Tuesday, first Monday, market days)
deployment.service_certificate -- regional: what a person did at the grass roots in a period, as confirmed when the certificate was issued
deployment.service_need -- regional: a speciality that a family doctor asks for; open until a session answers it or a manager says why not
deployment.session -- regional: one expert or team × site × part of a day × kind
deployment.session_staff -- regional: who comes to a session and in which role
deployment.site_card -- regional: what an expert should know of a site: who receives, which car, what is there and what is not
deployment.site_code_try -- regional: how many wrong site codes a person has typed of late, and until when no further one is taken
deployment.substitution -- regional: who was to come to a session and who came instead (替诊, 换班)
deployment.swap -- regional: one person asks another to take over a session
migration.applied -- reference: which migrations have run
network.agreement -- reference: what institutions have agreed, with its term; a renewal is a new agreement that names the old one
network.agreement_party -- reference: parties of an agreement, who gives and who receives
network.alliance_department -- reference: the department with which a member takes part in a speciality alliance
network.basic_equipment -- reference: the basic configuration of a kind of institution, row by row, with source and how sure we are
network.bed_group -- reference: beds by department and kind, approved (核定) and open (开放)
network.calendar_day -- reference: holidays and make-up work-days; 0 = the whole country, else one region, which then counts
network.catchment -- reference: the area an institution serves, in words and in neighbourhoods and villages
network.centre -- reference: a management or shared centre, who hosts and who heads it, from–until
network.centre_kind -- reference: kinds of management centres and shared centres
network.centre_member -- reference: whom a centre serves, under which agreement, from–until
network.charter -- reference: versions of a consortium's charter; the newest adopted one counts
network.consortium -- reference: institutions that act as one
network.cost_rule -- reference: what insurance pays or what is waived in a region, by insurance, place, level, age and contract; empty conditions hold for everyone; year_floor_fen is only told, never subtracted
network.council_seat -- reference: who sits in a consortium's council, in which post, from–until
network.department -- reference: departments of an institution
network.equipment -- reference: devices of an institution; a village room is an institution and has its own
network.equipment_kind -- reference: kinds of devices, one word for each everywhere
network.extended_clinic -- reference: 延伸门诊: a senior person of an alliance who comes to one place regularly, from–until
network.fact_reporter -- reference: who reports the months of an institution, and where to ring when one is missing
network.fee_item -- reference: what an institution charges, from–until; a new price is a new row; own_first_per_mille: the share no insurance sees (0 class A, 1000 not insured)
network.goal -- reference: goals of full coverage, with source and how sure we are; region_prefix: the division codes they hold for, null everywhere
network.goal_report -- reference: what was said of a goal at a centre, by whom; the last one counts, none is taken away
network.institution -- reference: hospitals, centres, branches, township centres, village rooms, stations, bases; WS 218 kind
network.insurance_designation -- reference: whether insurance pays at an institution (定点), from–until
network.measure -- reference: what is counted, in which unit, by which definition; expected = every member reports it every month
network.measure_choice -- regional: which measures members of a region report every month, and its baseline year of each
network.meeting -- regional: council, regular and special meetings; minutes are a draft until confirmed, then only addenda follow
network.meeting_action -- regional: what a meeting gave somebody to do; whether it is done is said by its loop
network.meeting_addendum -- regional: what was added to confirmed minutes, by whom and when
network.meeting_institution -- regional: which institutions a meeting concerns
network.meeting_person -- regional: who was invited to a meeting, and whether they came
network.membership -- reference: the place of an institution in a consortium, from–until
network.month_fact -- regional: institution × department × month × measure × value × source, draft or locked; aggregates only, no resident
network.month_lock -- regional: who locked an institution's month, who opened it again and why
network.pairing -- reference: a committee member, a party branch and a clinical department tied to one branch, from–until
network.part_of_day -- reference: real times of morning, noon, afternoon, evening and full day; an institution may differ from its region
network.photo -- reference: one picture for each person or institution that has one, as everyone may see it
network.plaque -- reference: plaques on the wall and the services promised behind them
network.plaque_activity -- reference: days on which something happened behind a plaque
network.plaque_tie_activity -- regional: the plaques that an activity of a pairing or an alliance keeps awake, as long as it is not withdrawn
network.population_figure -- reference: people (人) served, by year and age group or key group; aggregates only, no resident
network.practice_site -- reference: where else a person may work (multi-site practice), from–until
network.room -- reference: rooms in which sessions are held
network.speciality_alliance -- reference: the speciality of an alliance and the department that leads it
network.staff -- reference: people who work in the network: doctors, nurses, pharmacists, technicians, managers
network.staff_title -- reference: titles (GB/T 8561) with their history
network.team -- reference: studios and teams at an institution
network.team_member -- reference: who belongs to a team, in which role, from–until
network.tie_activity -- regional: what happened behind a pairing or an alliance; a wrong entry is withdrawn, never removed
network.tie_activity_count -- regional: what an activity came to, each figure in the unit of its measure
network.tie_activity_person -- regional: who went
network.travel_time -- reference: minutes from one site to another by mode, and what is paid for the way
platform.account -- directory: who may sign in
platform.account_resident -- directory: whom a phone account may act for, oneself first
platform.account_role -- directory: roles held at institutions
platform.audit -- regional: who did what to whom; inserted in the transaction of the act, never changed
platform.audit_seal -- regional: HMAC over the rows sealed together and the seal before
platform.audit_sealed_row -- regional: which seal holds which audit row
platform.clock -- reference: how far the demo has moved its clock; one row
platform.demo_load -- reference: when the demo data were loaded; one row, empty in a real installation
platform.idempotency -- regional: first answers, given again to the same request
platform.login -- directory: login name or phone (blind index) → account
platform.login_code -- directory: one-time codes sent to phones
platform.loop -- regional: what someone must still do; ends only by an outcome [row-level security]
platform.loop_step -- regional: the history of a loop [row-level security]
platform.notification -- regional: messages to people; text and address are encrypted [row-level security]
platform.outbox -- regional: events written with the act, handed to the jobs after commit
platform.region -- reference: areas inside which people book and are referred (GB/T 2260)
platform.session -- directory: signed-in sessions by the hash of their token
platform.setting -- reference: rules and thresholds that differ from their default; the default and its source are in the code
records.access_entry -- regional: who opened a record, for what, on what ground; the resident can read it [row-level security]
records.break_glass -- regional: records opened in an emergency without a relationship, until reviewed [row-level security]
records.break_glass_count -- regional: the locked row in which a person's emergencies of a day are counted [row-level security]
records.card_bridge -- reference: card readers whose signature an institution trusts; keys are encrypted
records.code_request -- regional: codes sent to a resident's own phone; no grant, asked through functions [row-level security]
records.directory_person -- directory: blind index of an identity number → person; one person may have several numbers
records.directory_person_resident -- directory: person → resident rows, at most one in each region
records.proxy -- regional: who may act for a resident, on what proof, until when [row-level security]
records.relationship -- regional: why an institution may open a record, from when until when [row-level security]
records.resident -- regional: identity and contact of a person treated in this region; read only while the record is open [row-level security]
records.resident_index -- regional: how a person is found; no clinical fact, no grant: read through records.find_resident alone [row-level security]
records.used_proof -- regional: cards and codes that have been shown; each counts once

-- columns
booking.appeal.region_id integer not null
booking.appeal.appeal_id uuid not null
booking.appeal.resident_id uuid not null
booking.appeal.resident_name text not null
booking.appeal.institution_id uuid not null
booking.appeal.suspended_until timestamp with time zone not null
booking.appeal.words text not null
booking.appeal.asked_at timestamp with time zone not null
booking.appeal.asked_by text not null
booking.appeal.status text not null
booking.appeal.decided_at timestamp with time zone
booking.appeal.decided_by text
booking.appeal.answer text
booking.appeal.version integer not null default 1
booking.appointment.region_id integer not null
booking.appointment.appointment_id uuid not null
booking.appointment.pool_id uuid not null
booking.appointment.session_id uuid not null
booking.appointment.institution_id uuid not null
booking.appointment.booked_by_institution_id uuid
booking.appointment.resident_id uuid not null
booking.appointment.resident_name text not null
booking.appointment.seat_no integer not null
booking.appointment.channel smallint not null
booking.appointment.quota_channel smallint
booking.appointment.status text not null
booking.appointment.active boolean not null
booking.appointment.hold_expires_at timestamp with time zone
booking.appointment.local_date date not null
booking.appointment.department_key text not null
booking.appointment.booked_at timestamp with time zone not null
booking.appointment.booked_by text not null
booking.appointment.agent_relation text not null
booking.appointment.agent_name text
booking.appointment.reminded_at timestamp with time zone
booking.appointment.arrived_at timestamp with time zone
booking.appointment.cancelled_at timestamp with time zone
booking.appointment.cancelled_by text
booking.appointment.cancel_cause text
booking.appointment.cancel_reason text
booking.appointment.replaces_id uuid
booking.appointment.extra_reason text
booking.appointment.version integer not null default 1
booking.complaint.region_id integer not null
booking.complaint.complaint_id uuid not null
booking.complaint.visit_id uuid not null
booking.complaint.session_id uuid not null
booking.complaint.institution_id uuid not null
booking.complaint.resident_id uuid not null
booking.complaint.resident_name text not null
booking.complaint.local_date date not null
booking.complaint.words text not null
booking.complaint.asked_at timestamp with time zone not null
booking.complaint.status text not null
booking.complaint.answer text
booking.complaint.answered_at timestamp with time zone
booking.complaint.answered_by text
booking.complaint.version integer not null default 1
booking.contact.region_id integer not null
booking.contact.contact_id uuid not null
booking.contact.appointment_id uuid not null
booking.contact.session_id uuid not null
booking.contact.institution_id uuid not null
booking.contact.resident_id uuid not null
booking.contact.resident_name text not null
booking.contact.cause text not null
booking.contact.told_at timestamp with time zone
booking.contact.call_from timestamp with time zone not null
booking.contact.task_opened_at timestamp with time zone
booking.contact.answer text
booking.contact.answered_at timestamp with time zone
booking.contact.answered_by text
booking.contact.attempts integer not null default 0
booking.contact.last_attempt_at timestamp with time zone
booking.contact.note text
booking.contact.new_appointment_id uuid
booking.contact.opened_at timestamp with time zone not null
booking.contact.version integer not null default 1
booking.face.region_id integer not null
booking.face.visit_id uuid not null
booking.face.session_id uuid not null
booking.face.institution_id uuid not null
booking.face.resident_id uuid not null
booking.face.face text not null
booking.face.words text
booking.face.wants_contact boolean not null
booking.face.given_at timestamp with time zone not null
booking.face.given_via text not null
booking.hospital_line.region_id integer not null
booking.hospital_line.institution_id uuid not null
booking.hospital_line.adapter text not null
booking.hospital_line.base_url text
booking.hospital_line.key_cipher bytea
booking.hospital_line.timeout_ms integer not null
booking.hospital_line.changed_at timestamp with time zone not null
booking.hospital_line.changed_by text not null
booking.hospital_line.version integer not null default 1
booking.hospital_order.region_id integer not null
booking.hospital_order.order_id uuid not null
booking.hospital_order.appointment_id uuid not null
booking.hospital_order.session_id uuid not null
booking.hospital_order.institution_id uuid not null
booking.hospital_order.resident_id uuid not null
booking.hospital_order.state text not null
booking.hospital_order.reason text
booking.hospital_order.reference text
booking.hospital_order.attempts integer not null default 0
booking.hospital_order.next_try_at timestamp with time zone not null
booking.hospital_order.give_up_at timestamp with time zone not null
booking.hospital_order.asked_at timestamp with time zone not null
booking.hospital_order.settled_at timestamp with time zone
booking.hospital_order.version integer not null default 1
booking.hospital_receipt.region_id integer not null
booking.hospital_receipt.receipt_id uuid not null
booking.hospital_receipt.order_id uuid not null
booking.hospital_receipt.institution_id uuid not null
booking.hospital_receipt.step text not null
booking.hospital_receipt.outcome text not null
booking.hospital_receipt.reference text
booking.hospital_receipt.at timestamp with time zone not null
booking.no_show_excuse.region_id integer not null
booking.no_show_excuse.appointment_id uuid not null
booking.no_show_excuse.institution_id uuid not null
booking.no_show_excuse.resident_id uuid not null
booking.no_show_excuse.reason text not null
booking.no_show_excuse.note text
booking.no_show_excuse.excused_at timestamp with time zone not null
booking.no_show_excuse.excused_by text not null
booking.payment.region_id integer not null
booking.payment.payment_id uuid not null
booking.payment.appointment_id uuid not null
booking.payment.institution_id uuid not null
booking.payment.resident_id uuid not null
booking.payment.resident_name text not null
booking.payment.amount_fen integer not null
booking.payment.method text not null
booking.payment.receipt_no text
booking.payment.paid_at timestamp with time zone not null
booking.payment.taken_by text not null
booking.payment.refund_status text not null
booking.payment.refund_cause text
booking.payment.refund_due_at timestamp with time zone
booking.payment.given_back_at timestamp with time zone
booking.payment.given_back_by text
booking.payment.refund_method text
booking.payment.refund_receipt text
booking.payment.version integer not null default 1
booking.phone_day.region_id integer not null
booking.phone_day.phone text not null
booking.phone_day.local_date date not null
booking.phone_day.department_key text not null
booking.phone_day.appointment_ids uuid[] not null default '{}'::uuid[]
booking.referral_note.region_id integer not null
booking.referral_note.appointment_id uuid not null
booking.referral_note.institution_id uuid not null
booking.referral_note.from_institution_id uuid not null
booking.referral_note.resident_id uuid not null
booking.referral_note.note text not null
booking.referral_note.noted_at timestamp with time zone not null
booking.referral_note.noted_by text not null
booking.resident_booking_state.region_id integer not null
booking.resident_booking_state.resident_id uuid not null
booking.resident_booking_state.open_count integer not null default 0
booking.resident_booking_state.suspended_until timestamp with time zone
booking.resident_booking_state.paused_until timestamp with time zone
booking.resting_seat.region_id integer not null
booking.resting_seat.appointment_id uuid not null
booking.resting_seat.pool_id uuid not null
booking.resting_seat.seat_no integer not null
booking.resting_seat.quota_channel smallint not null
booking.resting_seat.rests_from timestamp with time zone not null
booking.resting_seat.rests_until timestamp with time zone not null
booking.resting_seat.released boolean not null
booking.seat_to_give_back.region_id integer not null
booking.seat_to_give_back.appointment_id uuid not null
booking.seat_to_give_back.given_back_at timestamp with time zone not null
booking.session_delay.region_id integer not null
booking.session_delay.session_id uuid not null
booking.session_delay.institution_id uuid not null
booking.session_delay.minutes integer not null
booking.session_delay.announced_at timestamp with time zone not null
booking.session_delay.announced_by text not null
booking.session_delay.version integer not null default 1
booking.session_queue.region_id integer not null
booking.session_queue.session_id uuid not null
booking.session_queue.institution_id uuid not null
booking.session_queue.next_ticket integer not null
booking.share_return.region_id integer not null
booking.share_return.pool_id uuid not null
booking.share_return.channel smallint not null
booking.share_return.session_id uuid not null
booking.share_return.institution_id uuid not null
booking.share_return.local_date date not null
booking.share_return.seats integer not null
booking.share_return.returned_at timestamp with time zone not null
booking.share_return.logged_at timestamp with time zone not null
booking.slot_pool.region_id integer not null
booking.slot_pool.pool_id uuid not null
booking.slot_pool.session_id uuid not null
booking.slot_pool.bucket_no smallint not null
booking.slot_pool.institution_id uuid not null
booking.slot_pool.department_key text not null
booking.slot_pool.local_date date not null
booking.slot_pool.starts_at timestamp with time zone not null
booking.slot_pool.ends_at timestamp with time zone not null
booking.slot_pool.capacity integer not null
booking.slot_pool.quota integer[] not null
booking.slot_pool.taken integer[] not null
booking.slot_pool.opens_at timestamp with time zone[] not null
booking.slot_pool.returns_at timestamp with time zone[] not null
booking.slot_pool.quota_by_hand boolean not null default false
booking.slot_pool.windows_by_hand boolean not null default false
booking.slot_pool.closes_at timestamp with time zone not null
booking.slot_pool.next_seat integer not null default 1
booking.slot_pool.returned_seats integer[] not null default '{}'::integer[]
booking.slot_pool.gone integer[] not null default '{0,0,0,0}'::integer[]
booking.slot_pool.next_hold_expiry timestamp with time zone
booking.slot_pool.keeps_back_until timestamp with time zone
booking.slot_pool.waiting integer not null default 0
booking.slot_pool.is_hot boolean not null default false
booking.slot_pool.extra_taken integer not null default 0
booking.slot_pool.next_extra integer not null default 1
booking.slot_pool.extra_limit integer
booking.slot_pool.status text not null default 'open'::text
booking.slot_pool.changed_at timestamp with time zone not null
booking.slot_source.region_id integer not null
booking.slot_source.session_id uuid not null
booking.slot_source.institution_id uuid not null
booking.slot_source.kind text not null
booking.slot_source.cut_off_at timestamp with time zone
booking.slot_source.external_ref text
booking.slot_source.declared_at timestamp with time zone not null
booking.slot_source.declared_by text not null
booking.slot_source.reported_at timestamp with time zone
booking.slot_source.reported_by text
booking.slot_source.reported_used integer
booking.slot_source.reported_unused integer
booking.slot_source.task_opened_at timestamp with time zone
booking.slot_source.version integer not null default 1
booking.visit.region_id integer not null
booking.visit.visit_id uuid not null
booking.visit.appointment_id uuid
booking.visit.session_id uuid not null
booking.visit.institution_id uuid not null
booking.visit.resident_id uuid not null
booking.visit.resident_name text not null
booking.visit.masked_name text not null
booking.visit.ticket_no integer not null
booking.visit.status text not null
booking.visit.priority text not null
booking.visit.channel smallint not null
booking.visit.queue_key double precision not null
booking.visit.slot_starts_at timestamp with time zone
booking.visit.local_date date not null
booking.visit.room_id uuid
booking.visit.arrived_at timestamp with time zone not null
booking.visit.called_at timestamp with time zone
booking.visit.call_count integer not null default 0
booking.visit.in_room_at timestamp with time zone
booking.visit.seen_at timestamp with time zone
booking.visit.is_return boolean not null default false
booking.visit.department_key text not null
booking.visit.insurance_type text
booking.visit.insured_place text
booking.visit.is_first boolean not null
booking.visit.is_tcm boolean not null
booking.visit.part_of_day text not null
booking.visit.doctor_id uuid
booking.visit.version integer not null default 1
booking.waiting.region_id integer not null
booking.waiting.waiting_id uuid not null
booking.waiting.wish_id uuid not null
booking.waiting.session_id uuid not null
booking.waiting.institution_id uuid not null
booking.waiting.joined_by_institution_id uuid
booking.waiting.resident_id uuid not null
booking.waiting.resident_name text not null
booking.waiting.channel smallint not null
booking.waiting.rank smallint not null
booking.waiting.joined_at timestamp with time zone not null
booking.waiting.joined_by text not null
booking.waiting.agent_relation text not null
booking.waiting.agent_name text
booking.waiting.status text not null
booking.waiting.appointment_id uuid
booking.waiting.offered_at timestamp with time zone
booking.waiting.offer_expires_at timestamp with time zone
booking.waiting.ended_at timestamp with time zone
booking.waiting.refusal text
booking.waiting.called_at timestamp with time zone
booking.waiting.call_outcome text
booking.wish.region_id integer not null
booking.wish.wish_id uuid not null
booking.wish.resident_id uuid not null
booking.wish.resident_name text not null
booking.wish.institution_id uuid not null
booking.wish.speciality text not null
booking.wish.wished_at timestamp with time zone not null
booking.wish.wished_by text not null
booking.wish.status text not null
booking.wish.session_id uuid
booking.wish.closed_at timestamp with time zone
deployment.absence.region_id integer not null
deployment.absence.absence_id uuid not null
deployment.absence.staff_id uuid not null
deployment.absence.institution_id uuid not null
deployment.absence.kind text not null
deployment.absence.first_day date not null
deployment.absence.last_day date not null
deployment.absence.part_of_day text
deployment.absence.note text
deployment.absence.recorded_by text not null
deployment.absence.recorded_at timestamp with time zone not null
deployment.absence.withdrawn_by text
deployment.absence.withdrawn_at timestamp with time zone
deployment.attendance.region_id integer not null
deployment.attendance.session_id uuid not null
deployment.attendance.staff_id uuid not null
deployment.attendance.arrived_at timestamp with time zone not null
deployment.attendance.way text not null
deployment.attendance.reason text
deployment.attendance.by text not null
deployment.calendar_feed.region_id integer not null
deployment.calendar_feed.feed_id uuid not null
deployment.calendar_feed.kind text not null
deployment.calendar_feed.owner_id uuid not null
deployment.calendar_feed.opened_by text not null
deployment.calendar_feed.opened_at timestamp with time zone not null
deployment.calendar_feed.closed_by text
deployment.calendar_feed.closed_at timestamp with time zone
deployment.certificate_number.region_id integer not null
deployment.certificate_number.year integer not null
deployment.certificate_number.last_number integer not null
deployment.closing_sheet.region_id integer not null
deployment.closing_sheet.session_id uuid not null
deployment.closing_sheet.version integer not null
deployment.closing_sheet.institution_id uuid not null
deployment.closing_sheet.first_visits integer not null
deployment.closing_sheet.return_visits integer not null
deployment.closing_sheet.extra_visits integer not null
deployment.closing_sheet.taught integer not null
deployment.closing_sheet.rounds integer not null
deployment.closing_sheet.operations integer not null
deployment.closing_sheet.attended integer not null
deployment.closing_sheet.taught_what text
deployment.closing_sheet.operation_names text
deployment.closing_sheet.new_technique text
deployment.closing_sheet.lacking text
deployment.closing_sheet.note text
deployment.closing_sheet.arrived_at timestamp with time zone not null
deployment.closing_sheet.left_at timestamp with time zone not null
deployment.closing_sheet.counted_visits integer
deployment.closing_sheet.written_by text not null
deployment.closing_sheet.written_by_account uuid
deployment.closing_sheet.written_at timestamp with time zone not null
deployment.closing_sheet.decision text
deployment.closing_sheet.decided_by text
deployment.closing_sheet.decided_at timestamp with time zone
deployment.closing_sheet.decision_reason text
deployment.diary.region_id integer not null
deployment.diary.owner_id uuid not null
deployment.evening_card.region_id integer not null
deployment.evening_card.session_id uuid not null
deployment.evening_card.staff_id uuid not null
deployment.evening_card.for_date date not null
deployment.evening_card.sent_at timestamp with time zone not null
deployment.leave_request.region_id integer not null
deployment.leave_request.request_id uuid not null
deployment.leave_request.staff_id uuid not null
deployment.leave_request.institution_id uuid not null
deployment.leave_request.kind text not null
deployment.leave_request.first_day date not null
deployment.leave_request.last_day date not null
deployment.leave_request.part_of_day text
deployment.leave_request.note text
deployment.leave_request.status text not null
deployment.leave_request.asked_at timestamp with time zone not null
deployment.leave_request.decided_at timestamp with time zone
deployment.leave_request.decided_by text
deployment.leave_request.decision_note text
deployment.leave_request.absence_id uuid
deployment.month_change.region_id integer not null
deployment.month_change.institution_id uuid not null
deployment.month_change.month text not null
deployment.month_change.changes integer not null
deployment.month_change.changed_at timestamp with time zone not null
deployment.month_handout.region_id integer not null
deployment.month_handout.institution_id uuid not null
deployment.month_handout.month text not null
deployment.month_handout.form text not null
deployment.month_handout.taken_by text not null
deployment.month_handout.taken_at timestamp with time zone not null
deployment.month_handout.changes integer not null
deployment.month_plan.region_id integer not null
deployment.month_plan.institution_id uuid not null
deployment.month_plan.month text not null
deployment.month_plan.version integer not null
deployment.month_plan.published_at timestamp with time zone not null
deployment.month_plan.published_by text not null
deployment.month_plan.session_count integer not null
deployment.posting.region_id integer not null
deployment.posting.posting_id uuid not null
deployment.posting.staff_id uuid not null
deployment.posting.home_institution_id uuid not null
deployment.posting.institution_id uuid
deployment.posting.place_text text
deployment.posting.duty text not null
deployment.posting.is_full_time boolean not null
deployment.posting.post_held text not null
deployment.posting.title_code text
deployment.posting.letter_number text not null
deployment.posting.letter_file text
deployment.posting.subsidy_fen_per_day integer
deployment.posting.first_day date not null
deployment.posting.last_day date not null
deployment.posting.ended_why text
deployment.posting.note text
deployment.posting.entered_by text not null
deployment.posting.entered_at timestamp with time zone not null
deployment.posting.version integer not null
deployment.posting_month.region_id integer not null
deployment.posting_month.posting_id uuid not null
deployment.posting_month.month text not null
deployment.posting_month.days integer[] not null
deployment.posting_month.reported_by text not null
deployment.posting_month.reported_at timestamp with time zone not null
deployment.posting_month.confirmed_by text
deployment.posting_month.confirmed_at timestamp with time zone
deployment.posting_month.version integer not null
deployment.series.region_id integer not null
deployment.series.series_id uuid not null
deployment.series.institution_id uuid not null
deployment.series.template jsonb not null
deployment.series.recurrence jsonb not null
deployment.series.first_day date not null
deployment.series.last_day date not null
deployment.series.created_by text not null
deployment.series.created_at timestamp with time zone not null
deployment.service_certificate.region_id integer not null
deployment.service_certificate.certificate_id uuid not null
deployment.service_certificate.number text not null
deployment.service_certificate.code text not null
deployment.service_certificate.staff_id uuid not null
deployment.service_certificate.institution_id uuid not null
deployment.service_certificate.first_day date not null
deployment.service_certificate.last_day date not null
deployment.service_certificate.figures jsonb not null
deployment.service_certificate.issued_by text not null
deployment.service_certificate.issued_at timestamp with time zone not null
deployment.service_need.region_id integer not null
deployment.service_need.need_id uuid not null
deployment.service_need.institution_id uuid not null
deployment.service_need.speciality text not null
deployment.service_need.residents integer not null
deployment.service_need.reasons text[] not null
deployment.service_need.note text
deployment.service_need.urgency text not null
deployment.service_need.wished_from date
deployment.service_need.wished_until date
deployment.service_need.status text not null
deployment.service_need.session_id uuid
deployment.service_need.decline_reason text
deployment.service_need.answer_note text
deployment.service_need.filed_by text not null
deployment.service_need.filed_by_staff uuid
deployment.service_need.filed_at timestamp with time zone not null
deployment.service_need.answered_by text
deployment.service_need.answered_at timestamp with time zone
deployment.service_need.version integer not null
deployment.session.region_id integer not null
deployment.session.session_id uuid not null
deployment.session.institution_id uuid not null
deployment.session.department_id uuid
deployment.session.room_id uuid
deployment.session.series_id uuid
deployment.session.series_date date
deployment.session.team_id uuid
deployment.session.named_by_department_id uuid
deployment.session.names_person_by timestamp with time zone
deployment.session.kind text not null
deployment.session.speciality text
deployment.session.theme text
deployment.session.local_date date not null
deployment.session.part_of_day text not null
deployment.session.starts_at timestamp with time zone not null
deployment.session.ends_at timestamp with time zone not null
deployment.session.capacity integer not null
deployment.session.bucket_minutes integer not null
deployment.session.fee_fen integer
deployment.session.note text
deployment.session.place_text text
deployment.session.taking_part text
deployment.session.filing_number text
deployment.session.contact_name text
deployment.session.contact_phone text
deployment.session.car_plate text
deployment.session.late_minutes integer
deployment.session.status text not null
deployment.session.published_at timestamp with time zone
deployment.session.cancelled_at timestamp with time zone
deployment.session.cancel_reason text
deployment.session.cancel_note text
deployment.session.substitute_session_id uuid
deployment.session.closed_at timestamp with time zone
deployment.session.sheet_asked_at timestamp with time zone
deployment.session.created_by text not null
deployment.session.created_at timestamp with time zone not null
deployment.session.changed_at timestamp with time zone not null
deployment.session.version integer not null
deployment.session_staff.region_id integer not null
deployment.session_staff.session_id uuid not null
deployment.session_staff.staff_id uuid not null
deployment.session_staff.role text not null
deployment.session_staff.position smallint not null
deployment.session_staff.local_date date not null
deployment.session_staff.during tstzrange not null
deployment.session_staff.active boolean not null
deployment.site_card.region_id integer not null
deployment.site_card.institution_id uuid not null
deployment.site_card.contact_name text
deployment.site_card.contact_phone text
deployment.site_card.car_plate text
deployment.site_card.has text
deployment.site_card.lacks text
deployment.site_card.changed_at timestamp with time zone not null
deployment.site_card.changed_by text not null
deployment.site_card.version integer not null
deployment.site_code_try.region_id integer not null
deployment.site_code_try.staff_id uuid not null
deployment.site_code_try.wrong integer not null
deployment.site_code_try.last_at timestamp with time zone not null
deployment.site_code_try.paused_until timestamp with time zone
deployment.substitution.region_id integer not null
deployment.substitution.substitution_id uuid not null
deployment.substitution.session_id uuid not null
deployment.substitution.staff_id uuid not null
deployment.substitution.by_staff_id uuid not null
deployment.substitution.why text not null
deployment.substitution.reason text
deployment.substitution.at timestamp with time zone not null
deployment.substitution.by text not null
deployment.swap.region_id integer not null
deployment.swap.swap_id uuid not null
deployment.swap.session_id uuid not null
deployment.swap.from_staff_id uuid not null
deployment.swap.to_staff_id uuid not null
deployment.swap.institution_id uuid not null
deployment.swap.note text
deployment.swap.status text not null
deployment.swap.offered_at timestamp with time zone not null
deployment.swap.answered_at timestamp with time zone
deployment.swap.decided_at timestamp with time zone
deployment.swap.decided_by text
deployment.swap.decision_note text
migration.applied.number integer not null
migration.applied.name text not null
migration.applied.hash text not null
migration.applied.applied_at timestamp with time zone not null
network.agreement.agreement_id uuid not null
network.agreement.region_id integer not null
network.agreement.code text not null
network.agreement.kind text not null
network.agreement.title text not null
network.agreement.scope text
network.agreement.signed_on date not null
network.agreement.valid_from date not null
network.agreement.valid_until date
network.agreement.renews_agreement_id uuid
network.agreement.ended_on date
network.agreement.end_reason text
network.agreement.demo boolean not null
network.agreement.created_at timestamp with time zone not null
network.agreement_party.agreement_id uuid not null
network.agreement_party.institution_id uuid not null
network.agreement_party.side text not null
network.alliance_department.membership_id uuid not null
network.alliance_department.department_id uuid not null
network.basic_equipment.list_code text not null
network.basic_equipment.institution_kinds text[] not null
network.basic_equipment.equipment_kind_code text not null
network.basic_equipment.minimum integer not null
network.basic_equipment.source text not null
network.basic_equipment.confidence text not null
network.bed_group.bed_group_id uuid not null
network.bed_group.institution_id uuid not null
network.bed_group.department_id uuid
network.bed_group.kind text not null
network.bed_group.approved integer not null
network.bed_group.open integer not null
network.bed_group.demo boolean not null
network.bed_group.created_at timestamp with time zone not null
network.calendar_day.applies_to integer not null
network.calendar_day.local_date date not null
network.calendar_day.kind text not null
network.calendar_day.name text not null
network.calendar_day.provisional boolean not null
network.calendar_day.source text not null
network.catchment.institution_id uuid not null
network.catchment.description text not null
network.catchment.neighbourhoods integer
network.catchment.villages integer
network.catchment.demo boolean not null
network.catchment.updated_at timestamp with time zone not null
network.centre.centre_id uuid not null
network.centre.region_id integer not null
network.centre.code text not null
network.centre.kind text not null
network.centre.name text not null
network.centre.host_institution_id uuid not null
network.centre.head_staff_id uuid not null
network.centre.phone text
network.centre.duties text
network.centre.valid_from date not null
network.centre.valid_until date
network.centre.end_reason text
network.centre.demo boolean not null
network.centre.version integer not null
network.centre.created_at timestamp with time zone not null
network.centre_kind.kind text not null
network.centre_kind.family text not null
network.centre_kind.name text not null
network.centre_kind.name_en text not null
network.centre_kind.source text not null
network.centre_kind.sort_order integer not null
network.centre_kind.retired_on date
network.centre_member.centre_member_id uuid not null
network.centre_member.centre_id uuid not null
network.centre_member.institution_id uuid not null
network.centre_member.agreement_id uuid
network.centre_member.valid_from date not null
network.centre_member.valid_until date
network.centre_member.end_reason text
network.centre_member.created_at timestamp with time zone not null
network.charter.charter_id uuid not null
network.charter.consortium_id uuid not null
network.charter.version_number integer not null
network.charter.title text not null
network.charter.text text
network.charter.file_reference text
network.charter.adopted_on date not null
network.charter.meeting_region_id integer
network.charter.meeting_id uuid
network.charter.created_by text not null
network.charter.created_at timestamp with time zone not null
network.consortium.consortium_id uuid not null
network.consortium.region_id integer not null
network.consortium.code text not null
network.consortium.name text not null
network.consortium.kind text not null
network.consortium.started_on date
network.consortium.ended_on date
network.consortium.note text
network.consortium.demo boolean not null
network.consortium.version integer not null
network.consortium.created_at timestamp with time zone not null
network.cost_rule.cost_rule_id uuid not null
network.cost_rule.region_id integer not null
network.cost_rule.code text not null
network.cost_rule.name text not null
network.cost_rule.effect text not null
network.cost_rule.fee_kinds text[] not null
network.cost_rule.insurance_type text
network.cost_rule.insured_place text
network.cost_rule.level text
network.cost_rule.from_age integer
network.cost_rule.until_age integer
network.cost_rule.contracted boolean
network.cost_rule.share_per_mille integer
network.cost_rule.floor_fen integer not null
network.cost_rule.cap_fen integer
network.cost_rule.year_floor_fen integer not null
network.cost_rule.source text not null
network.cost_rule.confidence text not null
network.cost_rule.valid_from date not null
network.cost_rule.valid_until date
network.cost_rule.demo boolean not null
network.cost_rule.created_at timestamp with time zone not null
network.council_seat.seat_id uuid not null
network.council_seat.consortium_id uuid not null
network.council_seat.staff_id uuid
network.council_seat.name text not null
network.council_seat.organisation text not null
network.council_seat.post text not null
network.council_seat.valid_from date not null
network.council_seat.valid_until date
network.council_seat.end_reason text
network.council_seat.created_at timestamp with time zone not null
network.department.department_id uuid not null
network.department.institution_id uuid not null
network.department.code text not null
network.department.name text not null
network.department.pinyin text not null
network.department.initials text not null
network.department.standard_code text
network.department.introduction text
network.department.closed_on date
network.department.created_at timestamp with time zone not null
network.equipment.equipment_id uuid not null
network.equipment.institution_id uuid not null
network.equipment.code text not null
network.equipment.equipment_kind_code text not null
network.equipment.model text
network.equipment.count integer not null
network.equipment.room_id uuid
network.equipment.state text not null
network.equipment.acquired_on date
network.equipment.note text
network.equipment.demo boolean not null
network.equipment.created_at timestamp with time zone not null
network.equipment_kind.equipment_kind_code text not null
network.equipment_kind.name text not null
network.equipment_kind.name_en text not null
network.equipment_kind.position integer not null
network.extended_clinic.extended_clinic_id uuid not null
network.extended_clinic.region_id integer not null
network.extended_clinic.consortium_id uuid not null
network.extended_clinic.institution_id uuid not null
network.extended_clinic.staff_id uuid not null
network.extended_clinic.rhythm text not null
network.extended_clinic.agreement_id uuid
network.extended_clinic.valid_from date not null
network.extended_clinic.valid_until date
network.extended_clinic.end_reason text
network.extended_clinic.created_at timestamp with time zone not null
network.fact_reporter.institution_id uuid not null
network.fact_reporter.staff_id uuid not null
network.fact_reporter.phone_cipher bytea not null
network.fee_item.fee_item_id uuid not null
network.fee_item.institution_id uuid not null
network.fee_item.code text not null
network.fee_item.kind text not null
network.fee_item.name text not null
network.fee_item.title_code text
network.fee_item.unit text not null
network.fee_item.times integer not null
network.fee_item.price_fen integer not null
network.fee_item.own_first_per_mille integer not null
network.fee_item.valid_from date not null
network.fee_item.valid_until date
network.fee_item.source text not null
network.fee_item.demo boolean not null
network.fee_item.created_at timestamp with time zone not null
network.goal.goal_code text not null
network.goal.list_code text not null
network.goal.region_prefix text
network.goal.position integer not null
network.goal.name text not null
network.goal.name_en text not null
network.goal.source text not null
network.goal.confidence text not null
network.goal_report.goal_report_id uuid not null
network.goal_report.institution_id uuid not null
network.goal_report.goal_code text not null
network.goal_report.state text not null
network.goal_report.evidence text
network.goal_report.file_reference text
network.goal_report.on_date date not null
network.goal_report.reported_by text not null
network.goal_report.staff_id uuid
network.goal_report.reported_at timestamp with time zone not null
network.goal_report.demo boolean not null
network.institution.institution_id uuid not null
network.institution.region_id integer not null
network.institution.code text not null
network.institution.uscc text
network.institution.name text not null
network.institution.short_name text not null
network.institution.pinyin text not null
network.institution.initials text not null
network.institution.kind text not null
network.institution.level text not null
network.institution.grade text not null
network.institution.parent_institution_id uuid
network.institution.address text not null
network.institution.phone text
network.institution.latitude double precision
network.institution.longitude double precision
network.institution.opened_on date
network.institution.closed_on date
network.institution.demo boolean not null
network.institution.version integer not null
network.institution.created_at timestamp with time zone not null
network.insurance_designation.insurance_designation_id uuid not null
network.insurance_designation.institution_id uuid not null
network.insurance_designation.designated boolean not null
network.insurance_designation.insurance_code text
network.insurance_designation.valid_from date not null
network.insurance_designation.valid_until date
network.insurance_designation.source text not null
network.insurance_designation.created_at timestamp with time zone not null
network.measure.measure text not null
network.measure.name text not null
network.measure.name_en text not null
network.measure.unit text not null
network.measure.direction text not null
network.measure.decimals integer not null
network.measure.definition text not null
network.measure.source text not null
network.measure.month_fact boolean not null
network.measure.activity boolean not null
network.measure.expected boolean not null
network.measure.baseline_year integer
network.measure.sort_order integer not null
network.measure.retired_on date
network.measure_choice.region_id integer not null
network.measure_choice.measure text not null
network.measure_choice.expected boolean not null
network.measure_choice.baseline_year integer
network.measure_choice.reason text not null
network.measure_choice.changed_at timestamp with time zone not null
network.measure_choice.changed_by text not null
network.measure_choice.version integer not null default 1
network.meeting.region_id integer not null
network.meeting.meeting_id uuid not null
network.meeting.consortium_id uuid
network.meeting.host_institution_id uuid not null
network.meeting.kind text not null
network.meeting.title text not null
network.meeting.local_date date not null
network.meeting.starts_at time without time zone
network.meeting.place text not null
network.meeting.agenda text
network.meeting.minutes text
network.meeting.status text not null
network.meeting.confirmed_by text
network.meeting.confirmed_at timestamp with time zone
network.meeting.cancel_reason text
network.meeting.version integer not null
network.meeting.demo boolean not null
network.meeting.created_by text not null
network.meeting.created_at timestamp with time zone not null
network.meeting_action.region_id integer not null
network.meeting_action.action_id uuid not null
network.meeting_action.meeting_id uuid not null
network.meeting_action.institution_id uuid not null
network.meeting_action.owner_staff_id uuid
network.meeting_action.what text not null
network.meeting_action.reason text not null
network.meeting_action.due_on date not null
network.meeting_action.created_by text not null
network.meeting_action.created_at timestamp with time zone not null
network.meeting_addendum.region_id integer not null
network.meeting_addendum.addendum_id uuid not null
network.meeting_addendum.meeting_id uuid not null
network.meeting_addendum.text text not null
network.meeting_addendum.written_by text not null
network.meeting_addendum.written_at timestamp with time zone not null
network.meeting_institution.region_id integer not null
network.meeting_institution.meeting_id uuid not null
network.meeting_institution.institution_id uuid not null
network.meeting_person.region_id integer not null
network.meeting_person.meeting_person_id uuid not null
network.meeting_person.meeting_id uuid not null
network.meeting_person.staff_id uuid
network.meeting_person.name text not null
network.meeting_person.organisation text not null
network.meeting_person.presence text not null
network.membership.membership_id uuid not null
network.membership.consortium_id uuid not null
network.membership.institution_id uuid not null
network.membership.role text not null
network.membership.valid_from date not null
network.membership.valid_until date
network.membership.end_reason text
network.membership.created_at timestamp with time zone not null
network.month_fact.region_id integer not null
network.month_fact.month_fact_id uuid not null
network.month_fact.institution_id uuid not null
network.month_fact.department_id uuid
network.month_fact.month date not null
network.month_fact.measure text not null
network.month_fact.value numeric(18,4) not null
network.month_fact.source text not null
network.month_fact.status text not null
network.month_fact.note text
network.month_fact.entered_by text not null
network.month_fact.entered_at timestamp with time zone not null
network.month_fact.locked_by text
network.month_fact.locked_at timestamp with time zone
network.month_fact.abnormal_why text
network.month_lock.region_id integer not null
network.month_lock.month_lock_id uuid not null
network.month_lock.institution_id uuid not null
network.month_lock.month date not null
network.month_lock.locked_by text not null
network.month_lock.locked_at timestamp with time zone not null
network.month_lock.unlocked_by text
network.month_lock.unlocked_at timestamp with time zone
network.month_lock.unlock_reason text
network.pairing.pairing_id uuid not null
network.pairing.region_id integer not null
network.pairing.code text not null
network.pairing.giver_institution_id uuid not null
network.pairing.receiver_institution_id uuid not null
network.pairing.department_id uuid not null
network.pairing.leader_staff_id uuid not null
network.pairing.party_branch text not null
network.pairing.joint_ward text
network.pairing.agreement_id uuid
network.pairing.follows_pairing_id uuid
network.pairing.valid_from date not null
network.pairing.valid_until date
network.pairing.end_reason text
network.pairing.demo boolean not null
network.pairing.created_at timestamp with time zone not null
network.part_of_day.part_of_day_id uuid not null
network.part_of_day.region_id integer not null
network.part_of_day.institution_id uuid
network.part_of_day.part text not null
network.part_of_day.name text not null
network.part_of_day.starts_at time without time zone not null
network.part_of_day.ends_at time without time zone not null
network.photo.photo_id uuid not null
network.photo.staff_id uuid
network.photo.institution_id uuid
network.photo.media_type text not null
network.photo.width integer not null
network.photo.height integer not null
network.photo.content bytea not null
network.photo.added_at timestamp with time zone not null
network.photo.added_by text not null
network.plaque.plaque_id uuid not null
network.plaque.institution_id uuid not null
network.plaque.agreement_id uuid
network.plaque.code text not null
network.plaque.kind text not null
network.plaque.name text not null
network.plaque.giver_institution_id uuid
network.plaque.giver text not null
network.plaque.given_on date not null
network.plaque.valid_until date
network.plaque.services text[] not null
network.plaque.photo_file text
network.plaque.removed_on date
network.plaque.demo boolean not null
network.plaque.created_at timestamp with time zone not null
network.plaque.team_id uuid
network.plaque_activity.plaque_id uuid not null
network.plaque_activity.local_date date not null
network.plaque_activity.service text not null
network.plaque_activity.noted_at timestamp with time zone not null
network.plaque_tie_activity.region_id integer not null
network.plaque_tie_activity.activity_id uuid not null
network.plaque_tie_activity.plaque_id uuid not null
network.population_figure.population_figure_id uuid not null
network.population_figure.institution_id uuid not null
network.population_figure.year integer not null
network.population_figure.group_code text not null
network.population_figure.persons integer not null
network.population_figure.source text not null
network.population_figure.demo boolean not null
network.population_figure.created_at timestamp with time zone not null
network.practice_site.practice_site_id uuid not null
network.practice_site.staff_id uuid not null
network.practice_site.institution_id uuid not null
network.practice_site.department_id uuid
network.practice_site.filing_number text
network.practice_site.valid_from date not null
network.practice_site.valid_until date
network.practice_site.created_at timestamp with time zone not null
network.room.room_id uuid not null
network.room.institution_id uuid not null
network.room.department_id uuid
network.room.code text not null
network.room.name text not null
network.room.place text
network.room.closed_on date
network.room.created_at timestamp with time zone not null
network.speciality_alliance.consortium_id uuid not null
network.speciality_alliance.speciality text not null
network.speciality_alliance.lead_department_id uuid not null
network.speciality_alliance.version integer not null
network.staff.staff_id uuid not null
network.staff.code text not null
network.staff.name text not null
network.staff.pinyin text not null
network.staff.initials text not null
network.staff.sex text not null
network.staff.profession text not null
network.staff.licence_number text
network.staff.phone_cipher bytea
network.staff.phone_index bytea
network.staff.phone_tail text
network.staff.institution_id uuid not null
network.staff.department_id uuid
network.staff.specialities text[] not null
network.staff.bio text
network.staff.joined_on date
network.staff.left_on date
network.staff.demo boolean not null
network.staff.version integer not null
network.staff.created_at timestamp with time zone not null
network.staff_title.staff_title_id uuid not null
network.staff_title.staff_id uuid not null
network.staff_title.title_code text not null
network.staff_title.valid_from date not null
network.staff_title.valid_until date
network.staff_title.certificate text
network.staff_title.created_at timestamp with time zone not null
network.team.team_id uuid not null
network.team.institution_id uuid not null
network.team.code text not null
network.team.name text not null
network.team.kind text not null
network.team.speciality text
network.team.introduction text
network.team.started_on date
network.team.ended_on date
network.team.demo boolean not null
network.team.version integer not null
network.team.created_at timestamp with time zone not null
network.team_member.team_member_id uuid not null
network.team_member.team_id uuid not null
network.team_member.staff_id uuid not null
network.team_member.role text not null
network.team_member.valid_from date not null
network.team_member.valid_until date
network.team_member.created_at timestamp with time zone not null
network.tie_activity.region_id integer not null
network.tie_activity.activity_id uuid not null
network.tie_activity.pairing_id uuid
network.tie_activity.consortium_id uuid
network.tie_activity.institution_id uuid not null
network.tie_activity.local_date date not null
network.tie_activity.kind text not null
network.tie_activity.what text not null
network.tie_activity.others text
network.tie_activity.noted_by text not null
network.tie_activity.noted_at timestamp with time zone not null
network.tie_activity.withdrawn_by text
network.tie_activity.withdrawn_at timestamp with time zone
network.tie_activity.withdrawn_reason text
network.tie_activity_count.region_id integer not null
network.tie_activity_count.activity_id uuid not null
network.tie_activity_count.measure text not null
network.tie_activity_count.value numeric(12,2) not null
network.tie_activity_person.region_id integer not null
network.tie_activity_person.activity_id uuid not null
network.tie_activity_person.staff_id uuid not null
network.travel_time.travel_time_id uuid not null
network.travel_time.from_institution_id uuid not null
network.travel_time.to_institution_id uuid not null
network.travel_time.mode text not null
network.travel_time.minutes integer not null
network.travel_time.subsidy_fen integer not null
network.travel_time.source text not null
network.travel_time.demo boolean not null
network.travel_time.created_at timestamp with time zone not null
platform.account.account_id uuid not null
platform.account.kind text not null
platform.account.name text not null
platform.account.staff_id uuid
platform.account.password_hash text
platform.account.password_set_at timestamp with time zone
platform.account.must_change_password boolean not null default false
platform.account.second_factor text
platform.account.second_factor_secret bytea
platform.account.second_factor_last_step bigint
platform.account.failed_count integer not null default 0
platform.account.locked_until timestamp with time zone
platform.account.disabled_at timestamp with time zone
platform.account.language text not null default 'zh-CN'::text
platform.account.preferences jsonb not null default '{}'::jsonb
platform.account.created_at timestamp with time zone not null
platform.account.home_institution_id uuid
platform.account.signed_in_at timestamp with time zone
platform.account_resident.account_id uuid not null
platform.account_resident.region_id integer not null
platform.account_resident.resident_id uuid not null
platform.account_resident.relation text not null
platform.account_resident.position integer not null default 0
platform.account_resident.valid_until timestamp with time zone
platform.account_resident.added_at timestamp with time zone not null
platform.account_role.account_id uuid not null
platform.account_role.institution_id uuid not null
platform.account_role.role text not null
platform.account_role.granted_at timestamp with time zone not null
platform.account_role.granted_by text not null
platform.audit.region_id integer not null
platform.audit.audit_id uuid not null
platform.audit.at timestamp with time zone not null
platform.audit.actor text not null
platform.audit.institution_id uuid
platform.audit.act text not null
platform.audit.outcome text not null
platform.audit.code text
platform.audit.subject_kind text
platform.audit.subject_id text
platform.audit.resident_id uuid
platform.audit.reason text
platform.audit.content_hash text
platform.audit.details text not null default '{}'::text
platform.audit.request_id text not null
platform.audit_seal.region_id integer not null
platform.audit_seal.seal_no integer not null
platform.audit_seal.sealed_at timestamp with time zone not null
platform.audit_seal.row_count integer not null
platform.audit_seal.total_count bigint not null
platform.audit_seal.previous_mac bytea not null
platform.audit_seal.mac bytea not null
platform.audit_sealed_row.region_id integer not null
platform.audit_sealed_row.audit_id uuid not null
platform.audit_sealed_row.seal_no integer not null
platform.audit_sealed_row.position integer not null
platform.audit_sealed_row.row_mac bytea not null
platform.clock.only_row boolean not null default true
platform.clock.offset_ms bigint not null default 0
platform.demo_load.only_row boolean not null default true
platform.demo_load.started_at timestamp with time zone not null
platform.demo_load.finished_at timestamp with time zone
platform.idempotency.region_id integer not null
platform.idempotency.actor text not null
platform.idempotency.endpoint text not null
platform.idempotency.key text not null
platform.idempotency.input_hash bytea not null
platform.idempotency.status smallint
platform.idempotency.response text
platform.idempotency.at timestamp with time zone not null
platform.login.login_index bytea not null
platform.login.account_id uuid not null
platform.login.kind text not null
platform.login.display text not null
platform.login_code.phone_index bytea not null
platform.login_code.code_hash bytea not null
platform.login_code.created_at timestamp with time zone not null
platform.login_code.expires_at timestamp with time zone not null
platform.login_code.attempts integer not null default 0
platform.login_code.used_at timestamp with time zone
platform.loop.region_id integer not null
platform.loop.loop_id uuid not null
platform.loop.kind text not null
platform.loop.institution_id uuid not null
platform.loop.owner_account_id uuid
platform.loop.owner_role text
platform.loop.resident_id uuid
platform.loop.subject_kind text not null
platform.loop.subject_id text not null
platform.loop.reason text not null
platform.loop.details jsonb not null default '{}'::jsonb
platform.loop.opened_at timestamp with time zone not null
platform.loop.opened_by text not null
platform.loop.due_at timestamp with time zone not null
platform.loop.level smallint not null default 0
platform.loop.escalates_at timestamp with time zone not null
platform.loop.status text not null default 'open'::text
platform.loop.closed_at timestamp with time zone
platform.loop.closed_by text
platform.loop.outcome text
platform.loop.outcome_note text
platform.loop_step.region_id integer not null
platform.loop_step.step_id uuid not null
platform.loop_step.loop_id uuid not null
platform.loop_step.institution_id uuid not null
platform.loop_step.at timestamp with time zone not null
platform.loop_step.actor text not null
platform.loop_step.step text not null
platform.loop_step.note text
platform.loop_step.details jsonb not null default '{}'::jsonb
platform.notification.region_id integer not null
platform.notification.notification_id uuid not null
platform.notification.institution_id uuid
platform.notification.resident_id uuid
platform.notification.account_id uuid
platform.notification.channel text not null
platform.notification.template text not null
platform.notification.language text not null default 'zh-CN'::text
platform.notification.address_cipher bytea
platform.notification.parameters_cipher bytea not null
platform.notification.created_at timestamp with time zone not null
platform.notification.not_before timestamp with time zone not null
platform.notification.status text not null default 'queued'::text
platform.notification.attempts integer not null default 0
platform.notification.sent_at timestamp with time zone
platform.notification.failure text
platform.notification.is_secret boolean not null
platform.outbox.region_id integer not null
platform.outbox.event_id uuid not null
platform.outbox.name text not null
platform.outbox.data json not null
platform.outbox.at timestamp with time zone not null
platform.outbox.delivered_at timestamp with time zone
platform.region.region_id integer not null
platform.region.name text not null
platform.region.time_zone text not null default 'Asia/Shanghai'::text
platform.region.created_at timestamp with time zone not null
platform.region.head_institution_id uuid
platform.session.token_hash bytea not null
platform.session.account_id uuid not null
platform.session.region_id integer not null
platform.session.institution_id uuid
platform.session.created_at timestamp with time zone not null
platform.session.last_seen_at timestamp with time zone not null
platform.session.expires_at timestamp with time zone not null
platform.session.ended_at timestamp with time zone
platform.session.device text
platform.setting.region_id integer not null
platform.setting.key text not null
platform.setting.institution_id uuid
platform.setting.value jsonb not null
platform.setting.reason text not null
platform.setting.changed_by text not null
platform.setting.changed_at timestamp with time zone not null
records.access_entry.region_id integer not null
records.access_entry.access_entry_id uuid not null
records.access_entry.resident_id uuid not null
records.access_entry.account text not null
records.access_entry.actor_kind text not null
records.access_entry.actor_name text not null
records.access_entry.institution_id uuid
records.access_entry.purpose text not null
records.access_entry.ground text not null
records.access_entry.reason text
records.access_entry.at timestamp with time zone not null
records.access_entry.quarter_hour bigint not null
records.break_glass.region_id integer not null
records.break_glass.break_glass_id uuid not null
records.break_glass.resident_id uuid not null
records.break_glass.resident_name text not null
records.break_glass.masked_number text
records.break_glass.institution_id uuid not null
records.break_glass.account text not null
records.break_glass.actor_name text not null
records.break_glass.reason text not null
records.break_glass.at timestamp with time zone not null
records.break_glass.valid_until timestamp with time zone not null
records.break_glass.local_date date not null
records.break_glass.reviewed_at timestamp with time zone
records.break_glass.reviewed_by text
records.break_glass.review_outcome text
records.break_glass.review_note text
records.break_glass_count.region_id integer not null
records.break_glass_count.account text not null
records.break_glass_count.local_date date not null
records.break_glass_count.used integer not null
records.card_bridge.bridge_id uuid not null
records.card_bridge.institution_id uuid not null
records.card_bridge.name text not null
records.card_bridge.key_cipher bytea not null
records.card_bridge.simulated boolean not null
records.card_bridge.created_at timestamp with time zone not null
records.card_bridge.created_by text not null
records.card_bridge.ended_at timestamp with time zone
records.code_request.region_id integer not null
records.code_request.request_id uuid not null
records.code_request.kind text not null
records.code_request.resident_id uuid
records.code_request.institution_id uuid
records.code_request.account text not null
records.code_request.code_hash bytea not null
records.code_request.sent_at timestamp with time zone not null
records.code_request.expires_at timestamp with time zone not null
records.code_request.attempts integer not null
records.code_request.used_at timestamp with time zone
records.directory_person.identity_index bytea not null
records.directory_person.person_id uuid not null
records.directory_person_resident.person_id uuid not null
records.directory_person_resident.region_id integer not null
records.directory_person_resident.resident_id uuid not null
records.proxy.region_id integer not null
records.proxy.proxy_id uuid not null
records.proxy.resident_id uuid not null
records.proxy.proxy_account text not null
records.proxy.name text not null
records.proxy.phone_cipher bytea
records.proxy.masked_phone text
records.proxy.phone_index bytea not null
records.proxy.relation text not null
records.proxy.proof text not null
records.proxy.valid_from timestamp with time zone not null
records.proxy.valid_until timestamp with time zone
records.proxy.reconfirm_on date
records.proxy.ended_at timestamp with time zone
records.proxy.ended_by text
records.proxy.author_institution_id uuid
records.proxy.author_account text not null
records.relationship.region_id integer not null
records.relationship.relationship_id uuid not null
records.relationship.resident_id uuid not null
records.relationship.institution_id uuid not null
records.relationship.act text not null
records.relationship.scope text not null
records.relationship.proof text not null
records.relationship.source text not null
records.relationship.staff_id uuid
records.relationship.team_id uuid
records.relationship.resident_name text not null
records.relationship.resident_pinyin text not null
records.relationship.resident_initials text not null
records.relationship.valid_from timestamp with time zone not null
records.relationship.valid_until timestamp with time zone not null
records.relationship.ended_at timestamp with time zone
records.relationship.ended_reason text
records.relationship.granted_by text not null
records.relationship.created_at timestamp with time zone not null
records.relationship.reviewed_at timestamp with time zone
records.relationship.reviewed_by text
records.relationship.review_outcome text
records.relationship.review_note text
records.resident.region_id integer not null
records.resident.resident_id uuid not null
records.resident.name text not null
records.resident.sex text not null
records.resident.birth_date date not null
records.resident.identity_type text not null
records.resident.identity_cipher bytea
records.resident.masked_number text
records.resident.identity_status text not null
records.resident.phone_cipher bytea
records.resident.masked_phone text
records.resident.address_cipher bytea
records.resident.insurance_type text not null
records.resident.insured_place text
records.resident.residence_kind text not null
records.resident.household_place text
records.resident.self_account text
records.resident.phone_to_confirm boolean not null
records.resident.author_institution_id uuid
records.resident.author_account text not null
records.resident.demo boolean not null
records.resident.created_at timestamp with time zone not null
records.resident.updated_at timestamp with time zone not null
records.resident.version integer not null
records.resident_index.region_id integer not null
records.resident_index.resident_id uuid not null
records.resident_index.name text not null
records.resident_index.masked_name text not null
records.resident_index.pinyin text not null
records.resident_index.initials text not null
records.resident_index.birth_date date not null
records.resident_index.sex text not null
records.resident_index.masked_number text
records.resident_index.masked_phone text
records.resident_index.identity_index bytea
records.resident_index.identity_tail_index bytea
records.resident_index.phone_index bytea
records.resident_index.phone_tail_index bytea
records.resident_index.demo boolean not null
records.used_proof.region_id integer not null
records.used_proof.nonce uuid not null
records.used_proof.used_at timestamp with time zone not null

-- constraints
booking.appeal: a_decision_says_when_and_by_whom CHECK ((((status = 'open'::text) = (decided_at IS NULL)) AND ((status = 'open'::text) = (decided_by IS NULL))))
booking.appeal: a_refusal_says_why CHECK (((status <> 'refused'::text) OR (answer IS NOT NULL)))
booking.appeal: appeal_answer_check CHECK ((length(answer) <= 300))
booking.appeal: appeal_pkey PRIMARY KEY (region_id, appeal_id)
booking.appeal: appeal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'granted'::text, 'refused'::text])))
booking.appeal: appeal_words_check CHECK (((length(words) >= 1) AND (length(words) <= 500)))
booking.appointment: a_cancelled_appointment_says_when_and_by_whom CHECK (((status = 'cancelled'::text) = ((cancelled_at IS NOT NULL) AND (cancelled_by IS NOT NULL) AND (cancel_cause IS NOT NULL))))
booking.appointment: a_hold_runs_out CHECK (((status <> 'held'::text) OR (hold_expires_at IS NOT NULL)))
booking.appointment: an_extra_seat_is_paid_by_no_share_and_says_why CHECK ((((quota_channel IS NULL) = (extra_reason IS NOT NULL)) AND ((quota_channel IS NOT NULL) OR (seat_no > 1000))))
booking.appointment: appointment_agent_name_check CHECK ((length(agent_name) <= 40))
booking.appointment: appointment_agent_relation_check CHECK ((agent_relation = ANY (ARRAY['self'::text, 'family'::text, 'family_doctor'::text, 'village_doctor'::text, 'grid_worker'::text, 'desk'::text, 'telephone'::text])))
booking.appointment: appointment_cancel_cause_check CHECK ((cancel_cause = ANY (ARRAY['resident'::text, 'staff'::text, 'session_cancelled'::text, 'session_moved'::text, 'rescheduled'::text, 'hospital'::text])))
booking.appointment: appointment_cancel_reason_check CHECK ((length(cancel_reason) <= 200))
booking.appointment: appointment_channel_check CHECK (((channel >= 1) AND (channel <= 4)))
booking.appointment: appointment_extra_reason_check CHECK ((length(extra_reason) <= 200))
booking.appointment: appointment_pkey PRIMARY KEY (region_id, appointment_id)
booking.appointment: appointment_quota_channel_check CHECK (((quota_channel >= 1) AND (quota_channel <= 4)))
booking.appointment: appointment_region_id_pool_id_session_id_fkey FOREIGN KEY (region_id, pool_id, session_id) REFERENCES booking.slot_pool(region_id, pool_id, session_id)
booking.appointment: appointment_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
booking.appointment: appointment_seat_no_check CHECK ((seat_no > 0))
booking.appointment: appointment_status_check CHECK ((status = ANY (ARRAY['held'::text, 'booked'::text, 'cancelled'::text, 'expired'::text, 'arrived'::text, 'no_show'::text])))
booking.appointment: who_has_a_seat_is_active CHECK ((active = (status = ANY (ARRAY['held'::text, 'booked'::text, 'arrived'::text, 'no_show'::text]))))
booking.complaint: an_answer_says_what_when_and_by_whom CHECK (((status = 'answered'::text) = ((answer IS NOT NULL) AND (answered_at IS NOT NULL) AND (answered_by IS NOT NULL))))
booking.complaint: complaint_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 300)))
booking.complaint: complaint_pkey PRIMARY KEY (region_id, complaint_id)
booking.complaint: complaint_region_id_visit_id_fkey FOREIGN KEY (region_id, visit_id) REFERENCES booking.visit(region_id, visit_id)
booking.complaint: complaint_status_check CHECK ((status = ANY (ARRAY['open'::text, 'answered'::text])))
booking.complaint: complaint_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
booking.complaint: one_complaint_per_visit UNIQUE (region_id, visit_id)
booking.contact: an_answer_says_when_and_by_whom CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))))
booking.contact: contact_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'will_come'::text, 'wants_other'::text, 'moved'::text, 'gives_up'::text, 'reached'::text, 'overtaken'::text])))
booking.contact: contact_attempts_check CHECK ((attempts >= 0))
booking.contact: contact_cause_check CHECK ((cause = ANY (ARRAY['session_cancelled'::text, 'session_moved'::text, 'hospital'::text, 'changed'::text, 'unconfirmed'::text])))
booking.contact: contact_note_check CHECK ((length(note) <= 200))
booking.contact: contact_pkey PRIMARY KEY (region_id, contact_id)
booking.contact: contact_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.contact: contact_region_id_new_appointment_id_fkey FOREIGN KEY (region_id, new_appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.contact: one_contact_per_appointment_and_cause UNIQUE (region_id, appointment_id, cause)
booking.contact: who_moved_has_another_appointment CHECK (((answer IS DISTINCT FROM 'moved'::text) OR (new_appointment_id IS NOT NULL)))
booking.face: face_face_check CHECK ((face = ANY (ARRAY['good'::text, 'fair'::text, 'bad'::text])))
booking.face: face_given_via_check CHECK ((given_via = ANY (ARRAY['phone'::text, 'desk'::text])))
booking.face: face_region_id_visit_id_fkey FOREIGN KEY (region_id, visit_id) REFERENCES booking.visit(region_id, visit_id)
booking.face: face_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
booking.face: one_face_per_visit PRIMARY KEY (region_id, visit_id)
booking.face: who_wants_to_be_rung_says_what_was_wrong CHECK (((NOT wants_contact) OR ((face = 'bad'::text) AND (words IS NOT NULL))))
booking.hospital_line: a_line_over_http_has_an_address_and_a_key CHECK ((((adapter = 'http'::text) = (base_url IS NOT NULL)) AND ((adapter = 'http'::text) = (key_cipher IS NOT NULL))))
booking.hospital_line: hospital_line_adapter_check CHECK ((adapter = ANY (ARRAY['http'::text, 'simulator'::text])))
booking.hospital_line: hospital_line_base_url_check CHECK ((length(base_url) <= 200))
booking.hospital_line: hospital_line_pkey PRIMARY KEY (region_id, institution_id)
booking.hospital_line: hospital_line_timeout_ms_check CHECK (((timeout_ms >= 200) AND (timeout_ms <= 3000)))
booking.hospital_order: a_settled_order_says_when CHECK (((state = ANY (ARRAY['confirmed'::text, 'released'::text, 'refused'::text])) = (settled_at IS NOT NULL)))
booking.hospital_order: hospital_order_attempts_check CHECK ((attempts >= 0))
booking.hospital_order: hospital_order_pkey PRIMARY KEY (region_id, order_id)
booking.hospital_order: hospital_order_reason_check CHECK ((reason = ANY (ARRAY['gone'::text, 'no_answer'::text, 'given_back'::text])))
booking.hospital_order: hospital_order_reference_check CHECK ((length(reference) <= 80))
booking.hospital_order: hospital_order_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.hospital_order: hospital_order_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'reserved'::text, 'confirmed'::text, 'releasing'::text, 'released'::text, 'refused'::text])))
booking.hospital_order: one_order_per_appointment UNIQUE (region_id, appointment_id)
booking.hospital_order: what_was_not_to_be_says_why CHECK (((state = ANY (ARRAY['releasing'::text, 'released'::text, 'refused'::text])) = (reason IS NOT NULL)))
booking.hospital_receipt: hospital_receipt_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'duplicate'::text, 'gone'::text, 'no_answer'::text])))
booking.hospital_receipt: hospital_receipt_pkey PRIMARY KEY (region_id, receipt_id)
booking.hospital_receipt: hospital_receipt_reference_check CHECK ((length(reference) <= 80))
booking.hospital_receipt: hospital_receipt_region_id_order_id_fkey FOREIGN KEY (region_id, order_id) REFERENCES booking.hospital_order(region_id, order_id)
booking.hospital_receipt: hospital_receipt_step_check CHECK ((step = ANY (ARRAY['reserve'::text, 'confirm'::text, 'cancel'::text])))
booking.no_show_excuse: no_show_excuse_note_check CHECK ((length(note) <= 200))
booking.no_show_excuse: no_show_excuse_pkey PRIMARY KEY (region_id, appointment_id)
booking.no_show_excuse: no_show_excuse_reason_check CHECK ((reason = ANY (ARRAY['late_expert'::text, 'staff_mistake'::text, 'appeal'::text])))
booking.no_show_excuse: no_show_excuse_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.payment: a_refund_says_why_and_since_when CHECK ((((refund_status = 'none'::text) = (refund_cause IS NULL)) AND ((refund_status = 'none'::text) = (refund_due_at IS NULL))))
booking.payment: a_visit_is_paid_once UNIQUE (region_id, appointment_id)
booking.payment: payment_amount_fen_check CHECK ((amount_fen > 0))
booking.payment: payment_method_check CHECK ((method = ANY (ARRAY['cash'::text, 'mobile'::text, 'card'::text, 'insurance'::text])))
booking.payment: payment_pkey PRIMARY KEY (region_id, payment_id)
booking.payment: payment_receipt_no_check CHECK ((length(receipt_no) <= 40))
booking.payment: payment_refund_cause_check CHECK ((refund_cause = ANY (ARRAY['session_cancelled'::text, 'session_moved'::text, 'resident'::text, 'staff'::text, 'hospital'::text])))
booking.payment: payment_refund_method_check CHECK ((refund_method = ANY (ARRAY['cash'::text, 'mobile'::text, 'card'::text, 'insurance'::text])))
booking.payment: payment_refund_receipt_check CHECK ((length(refund_receipt) <= 40))
booking.payment: payment_refund_status_check CHECK ((refund_status = ANY (ARRAY['none'::text, 'due'::text, 'given_back'::text])))
booking.payment: payment_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.payment: who_gave_back_says_so CHECK (((refund_status = 'given_back'::text) = ((given_back_at IS NOT NULL) AND (given_back_by IS NOT NULL) AND (refund_method IS NOT NULL) AND (refund_receipt IS NOT NULL))))
booking.phone_day: phone_day_pkey PRIMARY KEY (region_id, phone, local_date, department_key)
booking.referral_note: referral_note_note_check CHECK (((length(note) >= 1) AND (length(note) <= 300)))
booking.referral_note: referral_note_pkey PRIMARY KEY (region_id, appointment_id)
booking.referral_note: referral_note_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.resident_booking_state: open_appointments_are_never_negative CHECK ((open_count >= 0))
booking.resident_booking_state: resident_booking_state_pkey PRIMARY KEY (region_id, resident_id)
booking.resting_seat: a_rest_ends_after_it_begins CHECK ((rests_until > rests_from))
booking.resting_seat: resting_seat_pkey PRIMARY KEY (region_id, appointment_id)
booking.resting_seat: resting_seat_quota_channel_check CHECK (((quota_channel >= 1) AND (quota_channel <= 4)))
booking.resting_seat: resting_seat_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.seat_to_give_back: seat_to_give_back_pkey PRIMARY KEY (region_id, appointment_id)
booking.seat_to_give_back: seat_to_give_back_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.session_delay: session_delay_minutes_check CHECK (((minutes >= 0) AND (minutes <= 720)))
booking.session_delay: session_delay_pkey PRIMARY KEY (region_id, session_id)
booking.session_delay: session_delay_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.session_queue: session_queue_next_ticket_check CHECK ((next_ticket > 0))
booking.session_queue: session_queue_pkey PRIMARY KEY (region_id, session_id)
booking.session_queue: session_queue_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.share_return: share_return_channel_check CHECK (((channel >= 1) AND (channel <= 4)))
booking.share_return: share_return_pkey PRIMARY KEY (region_id, pool_id, channel)
booking.share_return: share_return_region_id_pool_id_session_id_fkey FOREIGN KEY (region_id, pool_id, session_id) REFERENCES booking.slot_pool(region_id, pool_id, session_id)
booking.share_return: share_return_seats_check CHECK ((seats >= 0))
booking.slot_pool: a_bucket_ends_after_it_starts CHECK ((ends_at > starts_at))
booking.slot_pool: a_pool_belongs_to_one_session UNIQUE (region_id, pool_id, session_id)
booking.slot_pool: a_session_has_one_pool_per_bucket UNIQUE (region_id, session_id, bucket_no)
booking.slot_pool: every_seat_is_taken_or_returned CHECK (((next_seat - 1) = ((((((((taken[1] + taken[2]) + taken[3]) + taken[4]) + gone[1]) + gone[2]) + gone[3]) + gone[4]) + cardinality(returned_seats))))
booking.slot_pool: four_channels CHECK (((cardinality(quota) = 4) AND (cardinality(taken) = 4) AND (cardinality(opens_at) = 4) AND (cardinality(returns_at) = 4) AND (cardinality(gone) = 4)))
booking.slot_pool: no_quota_is_negative_or_missing CHECK (((0 <= ALL (quota)) AND (0 <= ALL (taken)) AND (0 <= ALL (gone)) AND (array_position(gone, NULL::integer) IS NULL) AND (array_position(quota, NULL::integer) IS NULL) AND (array_position(taken, NULL::integer) IS NULL)))
booking.slot_pool: no_quota_is_overdrawn CHECK (((taken[1] <= quota[1]) AND (taken[2] <= quota[2]) AND (taken[3] <= quota[3]) AND (taken[4] <= quota[4])))
booking.slot_pool: quotas_fit_the_capacity CHECK (((((quota[1] + quota[2]) + quota[3]) + quota[4]) <= capacity))
booking.slot_pool: slot_pool_bucket_no_check CHECK ((bucket_no > 0))
booking.slot_pool: slot_pool_capacity_check CHECK ((capacity >= 0))
booking.slot_pool: slot_pool_extra_limit_check CHECK (((extra_limit >= 0) AND (extra_limit <= 50)))
booking.slot_pool: slot_pool_pkey PRIMARY KEY (region_id, pool_id)
booking.slot_pool: slot_pool_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.slot_pool: slot_pool_status_check CHECK ((status = ANY (ARRAY['open'::text, 'stopped'::text])))
booking.slot_pool: waiting_people_and_extra_seats_are_counted CHECK (((waiting >= 0) AND ((extra_taken >= 0) AND (extra_taken <= (next_extra - 1)))))
booking.slot_source: a_block_has_a_cut_off CHECK (((kind = 'block'::text) = (cut_off_at IS NOT NULL)))
booking.slot_source: slot_source_external_ref_check CHECK ((length(external_ref) <= 60))
booking.slot_source: slot_source_kind_check CHECK ((kind = ANY (ARRAY['block'::text, 'live'::text])))
booking.slot_source: slot_source_pkey PRIMARY KEY (region_id, session_id)
booking.slot_source: slot_source_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.slot_source: who_reported_says_what CHECK ((((reported_at IS NULL) = (reported_by IS NULL)) AND ((reported_at IS NULL) = (reported_used IS NULL)) AND ((reported_at IS NULL) = (reported_unused IS NULL))))
booking.visit: no_ticket_number_is_given_twice UNIQUE (region_id, session_id, ticket_no)
booking.visit: visit_channel_check CHECK (((channel >= 1) AND (channel <= 4)))
booking.visit: visit_pkey PRIMARY KEY (region_id, visit_id)
booking.visit: visit_priority_check CHECK ((priority = ANY (ARRAY['none'::text, 'elder'::text, 'veteran'::text, 'pregnant'::text, 'disabled'::text, 'urgent'::text, 'referral'::text])))
booking.visit: visit_region_id_appointment_id_fkey FOREIGN KEY (region_id, appointment_id) REFERENCES booking.appointment(region_id, appointment_id)
booking.visit: visit_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
booking.visit: visit_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.visit: visit_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'called'::text, 'passed'::text, 'returned'::text, 'in_room'::text, 'seen'::text, 'left'::text])))
booking.visit: visit_ticket_no_check CHECK ((ticket_no > 0))
booking.visit: who_was_seen_says_when CHECK (((status <> 'seen'::text) OR (seen_at IS NOT NULL)))
booking.waiting: an_offer_has_a_seat_and_an_end CHECK (((status <> 'offered'::text) OR ((appointment_id IS NOT NULL) AND (offer_expires_at IS NOT NULL))))
booking.waiting: waiting_agent_name_check CHECK ((length(agent_name) <= 40))
booking.waiting: waiting_agent_relation_check CHECK ((agent_relation = ANY (ARRAY['self'::text, 'family'::text, 'family_doctor'::text, 'village_doctor'::text, 'grid_worker'::text, 'desk'::text, 'telephone'::text])))
booking.waiting: waiting_call_outcome_check CHECK ((call_outcome = ANY (ARRAY['will_come'::text, 'not_reached'::text, 'declined'::text])))
booking.waiting: waiting_channel_check CHECK (((channel >= 1) AND (channel <= 4)))
booking.waiting: waiting_pkey PRIMARY KEY (region_id, waiting_id)
booking.waiting: waiting_rank_check CHECK (((rank >= 1) AND (rank <= 4)))
booking.waiting: waiting_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
booking.waiting: waiting_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
booking.waiting: waiting_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'offered'::text, 'accepted'::text, 'declined'::text, 'missed'::text, 'left'::text, 'refused'::text, 'ended'::text])))
booking.waiting: who_no_longer_waits_says_since_when CHECK (((status = ANY (ARRAY['waiting'::text, 'offered'::text])) = (ended_at IS NULL)))
booking.wish: a_wish_that_is_over_says_when CHECK (((status = 'open'::text) = (closed_at IS NULL)))
booking.wish: who_was_told_knows_of_what CHECK (((status = 'told'::text) = (session_id IS NOT NULL)))
booking.wish: wish_pkey PRIMARY KEY (region_id, wish_id)
booking.wish: wish_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
booking.wish: wish_speciality_check CHECK (((length(speciality) >= 1) AND (length(speciality) <= 40)))
booking.wish: wish_status_check CHECK ((status = ANY (ARRAY['open'::text, 'told'::text, 'ended'::text])))
deployment.absence: a_withdrawn_absence_says_by_whom CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
deployment.absence: absence_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'hospital_duty'::text, 'other'::text])))
deployment.absence: absence_note_check CHECK ((length(note) <= 200))
deployment.absence: absence_pkey PRIMARY KEY (region_id, absence_id)
deployment.absence: an_absence_ends_after_it_starts CHECK ((last_day >= first_day))
deployment.absence: no_person_is_absent_twice EXCLUDE USING gist (region_id WITH =, staff_id WITH =, daterange(first_day, last_day, '[]'::text) WITH &&, (
CASE
    WHEN (part_of_day IS NULL) THEN int8range(NULL::bigint, NULL::bigint)
    ELSE int8range((hashtext(part_of_day))::bigint, (hashtext(part_of_day))::bigint, '[]'::text)
END) WITH &&) WHERE ((withdrawn_at IS NULL))
deployment.attendance: attendance_pkey PRIMARY KEY (region_id, session_id, staff_id)
deployment.attendance: attendance_reason_check CHECK ((length(reason) <= 200))
deployment.attendance: attendance_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.attendance: attendance_way_check CHECK ((way = ANY (ARRAY['site_code'::text, 'desk'::text])))
deployment.attendance: the_desk_says_why_no_code_was_used CHECK (((way <> 'desk'::text) OR (reason IS NOT NULL)))
deployment.calendar_feed: a_closed_calendar_says_by_whom CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
deployment.calendar_feed: calendar_feed_kind_check CHECK ((kind = ANY (ARRAY['institution'::text, 'person'::text])))
deployment.calendar_feed: calendar_feed_pkey PRIMARY KEY (region_id, feed_id)
deployment.certificate_number: certificate_number_last_number_check CHECK ((last_number > 0))
deployment.certificate_number: certificate_number_pkey PRIMARY KEY (region_id, year)
deployment.closing_sheet: a_decision_says_by_whom_and_when CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL))))
deployment.closing_sheet: a_returned_sheet_says_why CHECK (((decision IS DISTINCT FROM 'returned'::text) OR (decision_reason IS NOT NULL)))
deployment.closing_sheet: an_expert_leaves_after_arriving CHECK ((left_at > arrived_at))
deployment.closing_sheet: closing_sheet_attended_check CHECK (((attended >= 0) AND (attended <= 20000)))
deployment.closing_sheet: closing_sheet_counted_visits_check CHECK ((counted_visits >= 0))
deployment.closing_sheet: closing_sheet_decision_check CHECK ((decision = ANY (ARRAY['confirmed'::text, 'returned'::text])))
deployment.closing_sheet: closing_sheet_decision_reason_check CHECK ((length(decision_reason) <= 200))
deployment.closing_sheet: closing_sheet_extra_visits_check CHECK (((extra_visits >= 0) AND (extra_visits <= 2000)))
deployment.closing_sheet: closing_sheet_first_visits_check CHECK (((first_visits >= 0) AND (first_visits <= 2000)))
deployment.closing_sheet: closing_sheet_lacking_check CHECK ((length(lacking) <= 200))
deployment.closing_sheet: closing_sheet_new_technique_check CHECK ((length(new_technique) <= 200))
deployment.closing_sheet: closing_sheet_note_check CHECK ((length(note) <= 500))
deployment.closing_sheet: closing_sheet_operation_names_check CHECK ((length(operation_names) <= 200))
deployment.closing_sheet: closing_sheet_operations_check CHECK (((operations >= 0) AND (operations <= 200)))
deployment.closing_sheet: closing_sheet_pkey PRIMARY KEY (region_id, session_id, version)
deployment.closing_sheet: closing_sheet_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.closing_sheet: closing_sheet_return_visits_check CHECK (((return_visits >= 0) AND (return_visits <= 2000)))
deployment.closing_sheet: closing_sheet_rounds_check CHECK (((rounds >= 0) AND (rounds <= 1000)))
deployment.closing_sheet: closing_sheet_taught_check CHECK (((taught >= 0) AND (taught <= 5000)))
deployment.closing_sheet: closing_sheet_taught_what_check CHECK ((length(taught_what) <= 200))
deployment.closing_sheet: closing_sheet_version_check CHECK ((version > 0))
deployment.closing_sheet: extra_visits_are_among_those_seen CHECK ((extra_visits <= (first_visits + return_visits)))
deployment.diary: diary_pkey PRIMARY KEY (region_id, owner_id)
deployment.evening_card: evening_card_pkey PRIMARY KEY (region_id, session_id, staff_id, for_date)
deployment.evening_card: evening_card_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.leave_request: a_request_ends_after_it_starts CHECK ((last_day >= first_day))
deployment.leave_request: an_approved_request_has_its_absence CHECK (((status = 'approved'::text) = (absence_id IS NOT NULL)))
deployment.leave_request: leave_request_decision_note_check CHECK ((length(decision_note) <= 200))
deployment.leave_request: leave_request_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'hospital_duty'::text, 'other'::text])))
deployment.leave_request: leave_request_note_check CHECK ((length(note) <= 200))
deployment.leave_request: leave_request_pkey PRIMARY KEY (region_id, request_id)
deployment.leave_request: leave_request_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
deployment.month_change: month_change_changes_check CHECK ((changes > 0))
deployment.month_change: month_change_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
deployment.month_change: month_change_pkey PRIMARY KEY (region_id, institution_id, month)
deployment.month_handout: month_handout_changes_check CHECK ((changes >= 0))
deployment.month_handout: month_handout_form_check CHECK ((form = ANY (ARRAY['picture'::text, 'poster_a4'::text, 'poster_a3'::text])))
deployment.month_handout: month_handout_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
deployment.month_handout: month_handout_pkey PRIMARY KEY (region_id, institution_id, month, form)
deployment.month_plan: month_plan_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
deployment.month_plan: month_plan_pkey PRIMARY KEY (region_id, institution_id, month)
deployment.month_plan: month_plan_session_count_check CHECK ((session_count >= 0))
deployment.month_plan: month_plan_version_check CHECK ((version > 0))
deployment.posting: a_posting_ends_after_it_starts CHECK ((last_day >= first_day))
deployment.posting: a_posting_is_somewhere CHECK (((institution_id IS NULL) <> (place_text IS NULL)))
deployment.posting: nobody_is_posted_full_time_twice EXCLUDE USING gist (region_id WITH =, staff_id WITH =, daterange(first_day, last_day, '[]'::text) WITH &&) WHERE (is_full_time)
deployment.posting: posting_duty_check CHECK ((duty = ANY (ARRAY['management'::text, 'technical'::text])))
deployment.posting: posting_ended_why_check CHECK ((length(ended_why) <= 200))
deployment.posting: posting_letter_file_check CHECK ((length(letter_file) <= 200))
deployment.posting: posting_letter_number_check CHECK (((length(letter_number) >= 1) AND (length(letter_number) <= 60)))
deployment.posting: posting_note_check CHECK ((length(note) <= 400))
deployment.posting: posting_pkey PRIMARY KEY (region_id, posting_id)
deployment.posting: posting_place_text_check CHECK (((length(place_text) >= 1) AND (length(place_text) <= 80)))
deployment.posting: posting_post_held_check CHECK (((length(post_held) >= 1) AND (length(post_held) <= 60)))
deployment.posting: posting_subsidy_fen_per_day_check CHECK ((subsidy_fen_per_day >= 0))
deployment.posting: posting_version_check CHECK ((version > 0))
deployment.posting_month: a_confirmed_month_says_by_whom CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)))
deployment.posting_month: posting_month_days_check CHECK ((cardinality(days) <= 31))
deployment.posting_month: posting_month_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
deployment.posting_month: posting_month_pkey PRIMARY KEY (region_id, posting_id, month)
deployment.posting_month: posting_month_region_id_posting_id_fkey FOREIGN KEY (region_id, posting_id) REFERENCES deployment.posting(region_id, posting_id)
deployment.posting_month: posting_month_version_check CHECK ((version > 0))
deployment.series: a_series_ends_after_it_starts CHECK ((last_day >= first_day))
deployment.series: series_pkey PRIMARY KEY (region_id, series_id)
deployment.service_certificate: a_certificate_code_is_given_once UNIQUE (region_id, code)
deployment.service_certificate: a_certificate_ends_after_it_starts CHECK ((last_day >= first_day))
deployment.service_certificate: a_certificate_number_is_given_once UNIQUE (region_id, number)
deployment.service_certificate: service_certificate_code_check CHECK ((length(code) = 12))
deployment.service_certificate: service_certificate_pkey PRIMARY KEY (region_id, certificate_id)
deployment.service_need: a_declined_need_says_why CHECK (((status = 'declined'::text) = (decline_reason IS NOT NULL)))
deployment.service_need: a_planned_need_names_its_session CHECK (((status = 'planned'::text) = (session_id IS NOT NULL)))
deployment.service_need: a_wish_ends_after_it_starts CHECK (((wished_from IS NULL) OR (wished_until IS NULL) OR (wished_until >= wished_from)))
deployment.service_need: an_open_need_has_no_answer CHECK (((status = 'open'::text) = (answered_at IS NULL)))
deployment.service_need: service_need_answer_note_check CHECK ((length(answer_note) <= 400))
deployment.service_need: service_need_decline_reason_check CHECK ((decline_reason = ANY (ARRAY['nobody_free'::text, 'too_few'::text, 'served_elsewhere'::text, 'next_month'::text, 'no_room'::text, 'other'::text])))
deployment.service_need: service_need_note_check CHECK ((length(note) <= 400))
deployment.service_need: service_need_pkey PRIMARY KEY (region_id, need_id)
deployment.service_need: service_need_reasons_check CHECK (((cardinality(reasons) >= 1) AND (cardinality(reasons) <= 8)))
deployment.service_need: service_need_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.service_need: service_need_residents_check CHECK (((residents >= 1) AND (residents <= 5000)))
deployment.service_need: service_need_speciality_check CHECK (((length(speciality) >= 1) AND (length(speciality) <= 40)))
deployment.service_need: service_need_status_check CHECK ((status = ANY (ARRAY['open'::text, 'planned'::text, 'declined'::text, 'withdrawn'::text])))
deployment.service_need: service_need_urgency_check CHECK ((urgency = ANY (ARRAY['routine'::text, 'soon'::text, 'urgent'::text])))
deployment.service_need: service_need_version_check CHECK ((version > 0))
deployment.session: a_cancelled_session_says_when_and_why CHECK (((status = 'cancelled'::text) = ((cancelled_at IS NOT NULL) AND (cancel_reason IS NOT NULL))))
deployment.session: a_closed_session_says_when CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL)))
deployment.session: a_day_of_a_series_names_its_series CHECK (((series_id IS NULL) = (series_date IS NULL)))
deployment.session: a_session_ends_after_it_starts CHECK ((ends_at > starts_at))
deployment.session: a_session_lasts_a_day_at_most CHECK ((ends_at <= (starts_at + '24:00:00'::interval)))
deployment.session: no_room_is_used_twice EXCLUDE USING gist (region_id WITH =, room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((room_id IS NOT NULL) AND (status <> 'cancelled'::text))) DEFERRABLE
deployment.session: one_session_per_day_of_a_series UNIQUE (region_id, series_id, series_date)
deployment.session: session_bucket_minutes_check CHECK (((bucket_minutes >= 5) AND (bucket_minutes <= 480)))
deployment.session: session_cancel_note_check CHECK ((length(cancel_note) <= 200))
deployment.session: session_cancel_reason_check CHECK ((cancel_reason = ANY (ARRAY['illness'::text, 'leave'::text, 'hospital_duty'::text, 'site_closed'::text, 'weather'::text, 'few_residents'::text, 'other'::text])))
deployment.session: session_capacity_check CHECK (((capacity >= 0) AND (capacity <= 500)))
deployment.session: session_car_plate_check CHECK ((length(car_plate) <= 20))
deployment.session: session_contact_name_check CHECK ((length(contact_name) <= 40))
deployment.session: session_contact_phone_check CHECK ((length(contact_phone) <= 30))
deployment.session: session_fee_fen_check CHECK ((fee_fen >= 0))
deployment.session: session_filing_number_check CHECK ((length(filing_number) <= 60))
deployment.session: session_kind_check CHECK ((kind = ANY (ARRAY['outpatient'::text, 'ward_round'::text, 'demonstration'::text, 'teaching'::text, 'lecture'::text, 'posting_day'::text, 'joint_ward'::text, 'free_clinic'::text, 'remote_round'::text])))
deployment.session: session_late_minutes_check CHECK (((late_minutes >= 1) AND (late_minutes <= 480)))
deployment.session: session_note_check CHECK ((length(note) <= 200))
deployment.session: session_pkey PRIMARY KEY (region_id, session_id)
deployment.session: session_place_text_check CHECK ((length(place_text) <= 80))
deployment.session: session_region_id_series_id_fkey FOREIGN KEY (region_id, series_id) REFERENCES deployment.series(region_id, series_id)
deployment.session: session_speciality_check CHECK ((length(speciality) <= 40))
deployment.session: session_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'cancelled'::text, 'closed'::text])))
deployment.session: session_taking_part_check CHECK ((length(taking_part) <= 200))
deployment.session: session_theme_check CHECK ((length(theme) <= 80))
deployment.session: session_version_check CHECK ((version > 0))
deployment.session: what_is_not_a_draft_was_published CHECK (((status = 'draft'::text) OR (published_at IS NOT NULL)))
deployment.session_staff: a_person_comes_once_to_a_session PRIMARY KEY (region_id, session_id, staff_id)
deployment.session_staff: no_person_is_in_two_places EXCLUDE USING gist (region_id WITH =, staff_id WITH =, during WITH &&) WHERE (active) DEFERRABLE
deployment.session_staff: session_staff_during_check CHECK ((NOT isempty(during)))
deployment.session_staff: session_staff_position_check CHECK (("position" > 0))
deployment.session_staff: session_staff_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.session_staff: session_staff_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'joint_gp'::text, 'follower'::text, 'nurse'::text])))
deployment.site_card: site_card_car_plate_check CHECK ((length(car_plate) <= 20))
deployment.site_card: site_card_contact_name_check CHECK ((length(contact_name) <= 40))
deployment.site_card: site_card_contact_phone_check CHECK ((length(contact_phone) <= 30))
deployment.site_card: site_card_has_check CHECK ((length(has) <= 400))
deployment.site_card: site_card_lacks_check CHECK ((length(lacks) <= 400))
deployment.site_card: site_card_pkey PRIMARY KEY (region_id, institution_id)
deployment.site_card: site_card_version_check CHECK ((version > 0))
deployment.site_code_try: site_code_try_pkey PRIMARY KEY (region_id, staff_id)
deployment.site_code_try: site_code_try_wrong_check CHECK ((wrong > 0))
deployment.substitution: nobody_replaces_themselves CHECK ((staff_id <> by_staff_id))
deployment.substitution: substitution_pkey PRIMARY KEY (region_id, substitution_id)
deployment.substitution: substitution_reason_check CHECK ((length(reason) <= 200))
deployment.substitution: substitution_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.substitution: substitution_why_check CHECK ((why = ANY (ARRAY['substitute'::text, 'swap'::text])))
deployment.swap: nobody_swaps_with_themselves CHECK ((from_staff_id <> to_staff_id))
deployment.swap: swap_decision_note_check CHECK ((length(decision_note) <= 200))
deployment.swap: swap_note_check CHECK ((length(note) <= 200))
deployment.swap: swap_pkey PRIMARY KEY (region_id, swap_id)
deployment.swap: swap_region_id_session_id_fkey FOREIGN KEY (region_id, session_id) REFERENCES deployment.session(region_id, session_id)
deployment.swap: swap_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'done'::text, 'declined'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text])))
migration.applied: applied_pkey PRIMARY KEY (number)
network.agreement: agreement_code_check CHECK (((length(code) >= 1) AND (length(code) <= 40)))
network.agreement: agreement_kind_check CHECK ((kind = ANY (ARRAY['consortium'::text, 'speciality_alliance'::text, 'pairing'::text, 'support'::text, 'studio'::text, 'trusteeship'::text, 'remote_diagnosis'::text, 'extended_clinic'::text, 'training'::text, 'estate_base'::text])))
network.agreement: agreement_pkey PRIMARY KEY (agreement_id)
network.agreement: agreement_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.agreement: agreement_renews_agreement_id_fkey FOREIGN KEY (renews_agreement_id) REFERENCES network.agreement(agreement_id)
network.agreement: agreement_scope_check CHECK ((length(scope) <= 1000))
network.agreement: agreement_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80)))
network.agreement: an_agreement_ends_after_it_began CHECK ((valid_until >= valid_from))
network.agreement: an_agreement_is_renewed_once UNIQUE (renews_agreement_id)
network.agreement: an_ended_agreement_says_why CHECK (((ended_on IS NULL) = (end_reason IS NULL)))
network.agreement: one_agreement_per_code UNIQUE (code)
network.agreement_party: a_party_signs_once PRIMARY KEY (agreement_id, institution_id)
network.agreement_party: agreement_party_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES network.agreement(agreement_id)
network.agreement_party: agreement_party_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.agreement_party: agreement_party_side_check CHECK ((side = ANY (ARRAY['gives'::text, 'receives'::text])))
network.alliance_department: alliance_department_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.alliance_department: alliance_department_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES network.membership(membership_id)
network.alliance_department: alliance_department_pkey PRIMARY KEY (membership_id)
network.basic_equipment: a_basic_list_names_a_device_once PRIMARY KEY (list_code, equipment_kind_code)
network.basic_equipment: basic_equipment_confidence_check CHECK ((confidence = ANY (ARRAY['verified'::text, 'reported'::text, 'assumed'::text])))
network.basic_equipment: basic_equipment_equipment_kind_code_fkey FOREIGN KEY (equipment_kind_code) REFERENCES network.equipment_kind(equipment_kind_code)
network.basic_equipment: basic_equipment_institution_kinds_check CHECK ((array_length(institution_kinds, 1) > 0))
network.basic_equipment: basic_equipment_list_code_check CHECK (((length(list_code) >= 1) AND (length(list_code) <= 30)))
network.basic_equipment: basic_equipment_minimum_check CHECK ((minimum > 0))
network.basic_equipment: basic_equipment_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200)))
network.bed_group: bed_group_approved_check CHECK (((approved >= 0) AND (approved <= 10000)))
network.bed_group: bed_group_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.bed_group: bed_group_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.bed_group: bed_group_kind_check CHECK ((kind = ANY (ARRAY['general'::text, 'rehabilitation'::text, 'nursing'::text, 'hospice'::text, 'observation'::text, 'family'::text, 'joint_ward'::text])))
network.bed_group: bed_group_open_check CHECK (((open >= 0) AND (open <= 10000)))
network.bed_group: bed_group_pkey PRIMARY KEY (bed_group_id)
network.bed_group: beds_of_a_kind_are_counted_once UNIQUE NULLS NOT DISTINCT (institution_id, department_id, kind)
network.calendar_day: calendar_day_applies_to_check CHECK (((applies_to = 0) OR ((applies_to >= 100000) AND (applies_to <= 999999))))
network.calendar_day: calendar_day_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'work_day'::text, 'weekend'::text, 'work'::text])))
network.calendar_day: calendar_day_name_check CHECK (((length(name) >= 1) AND (length(name) <= 20)))
network.calendar_day: one_entry_per_day_and_area PRIMARY KEY (applies_to, local_date)
network.catchment: catchment_description_check CHECK (((length(description) >= 1) AND (length(description) <= 1000)))
network.catchment: catchment_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.catchment: catchment_neighbourhoods_check CHECK (((neighbourhoods >= 0) AND (neighbourhoods <= 10000)))
network.catchment: catchment_pkey PRIMARY KEY (institution_id)
network.catchment: catchment_villages_check CHECK (((villages >= 0) AND (villages <= 10000)))
network.centre: a_centre_ends_after_it_began CHECK ((valid_until >= valid_from))
network.centre: centre_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.centre: centre_duties_check CHECK ((length(duties) <= 500))
network.centre: centre_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
network.centre: centre_head_staff_id_fkey FOREIGN KEY (head_staff_id) REFERENCES network.staff(staff_id)
network.centre: centre_host_institution_id_fkey FOREIGN KEY (host_institution_id) REFERENCES network.institution(institution_id)
network.centre: centre_kind_fkey FOREIGN KEY (kind) REFERENCES network.centre_kind(kind)
network.centre: centre_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
network.centre: centre_phone_check CHECK (((length(phone) >= 3) AND (length(phone) <= 20)))
network.centre: centre_pkey PRIMARY KEY (centre_id)
network.centre: centre_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.centre: centre_version_check CHECK ((version > 0))
network.centre: one_centre_of_a_kind_at_a_host EXCLUDE USING gist (host_institution_id WITH =, kind WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.centre: one_centre_per_code UNIQUE (code)
network.centre_kind: centre_kind_family_check CHECK ((family = ANY (ARRAY['management'::text, 'shared'::text])))
network.centre_kind: centre_kind_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]{1,39}$'::text))
network.centre_kind: centre_kind_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.centre_kind: centre_kind_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60)))
network.centre_kind: centre_kind_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120)))
network.centre_kind: one_centre_kind_per_key PRIMARY KEY (kind)
network.centre_kind: one_centre_kind_per_name UNIQUE (name)
network.centre_member: a_centres_member_leaves_after_joining CHECK ((valid_until >= valid_from))
network.centre_member: centre_member_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES network.agreement(agreement_id)
network.centre_member: centre_member_centre_id_fkey FOREIGN KEY (centre_id) REFERENCES network.centre(centre_id)
network.centre_member: centre_member_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
network.centre_member: centre_member_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.centre_member: centre_member_pkey PRIMARY KEY (centre_member_id)
network.centre_member: nobody_is_twice_in_a_centre EXCLUDE USING gist (centre_id WITH =, institution_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.charter: a_charter_has_a_text_or_a_file CHECK (((text IS NOT NULL) OR (file_reference IS NOT NULL)))
network.charter: charter_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.charter: charter_file_reference_check CHECK (((length(file_reference) >= 1) AND (length(file_reference) <= 200)))
network.charter: charter_pkey PRIMARY KEY (charter_id)
network.charter: charter_text_check CHECK (((length(text) >= 1) AND (length(text) <= 20000)))
network.charter: charter_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80)))
network.charter: charter_version_number_check CHECK ((version_number > 0))
network.charter: meeting_that_adopted_a_charter FOREIGN KEY (meeting_region_id, meeting_id) REFERENCES network.meeting(region_id, meeting_id)
network.charter: one_charter_per_version UNIQUE (consortium_id, version_number)
network.consortium: a_consortium_ends_after_it_started CHECK ((ended_on >= started_on))
network.consortium: consortium_kind_check CHECK ((kind = ANY (ARRAY['urban_grid'::text, 'county_community'::text, 'tcm_alliance'::text, 'speciality_alliance'::text])))
network.consortium: consortium_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
network.consortium: consortium_pkey PRIMARY KEY (consortium_id)
network.consortium: consortium_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.consortium: consortium_version_check CHECK ((version > 0))
network.consortium: one_consortium_per_code UNIQUE (code)
network.cost_rule: a_cost_rule_ends_after_it_began CHECK ((valid_until >= valid_from))
network.cost_rule: cost_rule_cap_fen_check CHECK ((cap_fen >= 0))
network.cost_rule: cost_rule_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.cost_rule: cost_rule_confidence_check CHECK ((confidence = ANY (ARRAY['verified'::text, 'reported'::text, 'assumed'::text])))
network.cost_rule: cost_rule_effect_check CHECK ((effect = ANY (ARRAY['share'::text, 'exempt'::text])))
network.cost_rule: cost_rule_fee_kinds_check CHECK ((array_length(fee_kinds, 1) > 0))
network.cost_rule: cost_rule_floor_fen_check CHECK ((floor_fen >= 0))
network.cost_rule: cost_rule_from_age_check CHECK (((from_age >= 1) AND (from_age <= 120)))
network.cost_rule: cost_rule_insurance_type_check CHECK (((length(insurance_type) >= 1) AND (length(insurance_type) <= 30)))
network.cost_rule: cost_rule_insured_place_check CHECK ((insured_place = ANY (ARRAY['local'::text, 'other'::text])))
network.cost_rule: cost_rule_level_check CHECK ((level = ANY (ARRAY['3'::text, '2'::text, '1'::text, '0'::text])))
network.cost_rule: cost_rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
network.cost_rule: cost_rule_pkey PRIMARY KEY (cost_rule_id)
network.cost_rule: cost_rule_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.cost_rule: cost_rule_share_per_mille_check CHECK (((share_per_mille >= 0) AND (share_per_mille <= 1000)))
network.cost_rule: cost_rule_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200)))
network.cost_rule: cost_rule_until_age_check CHECK (((until_age >= 0) AND (until_age <= 120)))
network.cost_rule: cost_rule_year_floor_fen_check CHECK ((year_floor_fen >= 0))
network.cost_rule: one_cost_rule_per_code_at_a_time EXCLUDE USING gist (region_id WITH =, code WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.cost_rule: only_a_share_has_a_share CHECK (((effect = 'share'::text) = (share_per_mille IS NOT NULL)))
network.cost_rule: the_ages_of_a_cost_rule_are_in_order CHECK ((until_age >= from_age))
network.council_seat: a_seat_ends_after_it_began CHECK ((valid_until >= valid_from))
network.council_seat: council_seat_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.council_seat: council_seat_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
network.council_seat: council_seat_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.council_seat: council_seat_organisation_check CHECK (((length(organisation) >= 1) AND (length(organisation) <= 60)))
network.council_seat: council_seat_pkey PRIMARY KEY (seat_id)
network.council_seat: council_seat_post_check CHECK ((post = ANY (ARRAY['chair'::text, 'vice_chair'::text, 'secretary'::text, 'member'::text])))
network.council_seat: council_seat_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.council_seat: nobody_sits_twice_in_a_council EXCLUDE USING gist (consortium_id WITH =, staff_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.council_seat: one_chair_at_a_time EXCLUDE USING gist (consortium_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE ((post = 'chair'::text))
network.department: department_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.department: department_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.department: department_introduction_check CHECK ((length(introduction) <= 500))
network.department: department_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.department: department_pkey PRIMARY KEY (department_id)
network.department: one_department_per_code UNIQUE (institution_id, code)
network.department: one_department_per_name UNIQUE (institution_id, name)
network.equipment: equipment_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.equipment: equipment_count_check CHECK (((count >= 1) AND (count <= 10000)))
network.equipment: equipment_equipment_kind_code_fkey FOREIGN KEY (equipment_kind_code) REFERENCES network.equipment_kind(equipment_kind_code)
network.equipment: equipment_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.equipment: equipment_model_check CHECK ((length(model) <= 60))
network.equipment: equipment_note_check CHECK ((length(note) <= 200))
network.equipment: equipment_pkey PRIMARY KEY (equipment_id)
network.equipment: equipment_room_id_fkey FOREIGN KEY (room_id) REFERENCES network.room(room_id)
network.equipment: equipment_state_check CHECK ((state = ANY (ARRAY['in_use'::text, 'idle'::text, 'broken'::text, 'retired'::text])))
network.equipment: one_device_per_code UNIQUE (institution_id, code)
network.equipment_kind: equipment_kind_equipment_kind_code_check CHECK ((equipment_kind_code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
network.equipment_kind: equipment_kind_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.equipment_kind: equipment_kind_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60)))
network.equipment_kind: equipment_kind_pkey PRIMARY KEY (equipment_kind_code)
network.extended_clinic: an_extended_clinic_ends_after_it_began CHECK ((valid_until >= valid_from))
network.extended_clinic: extended_clinic_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES network.agreement(agreement_id)
network.extended_clinic: extended_clinic_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.extended_clinic: extended_clinic_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
network.extended_clinic: extended_clinic_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.extended_clinic: extended_clinic_pkey PRIMARY KEY (extended_clinic_id)
network.extended_clinic: extended_clinic_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.extended_clinic: extended_clinic_rhythm_check CHECK (((length(rhythm) >= 1) AND (length(rhythm) <= 40)))
network.extended_clinic: extended_clinic_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.extended_clinic: one_extended_clinic_per_person_and_place EXCLUDE USING gist (consortium_id WITH =, institution_id WITH =, staff_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.fact_reporter: fact_reporter_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.fact_reporter: fact_reporter_pkey PRIMARY KEY (institution_id)
network.fact_reporter: fact_reporter_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.fee_item: a_price_ends_after_it_began CHECK ((valid_until >= valid_from))
network.fee_item: fee_item_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.fee_item: fee_item_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.fee_item: fee_item_kind_check CHECK ((kind = ANY (ARRAY['registration'::text, 'consultation'::text, 'examination'::text, 'treatment'::text, 'series'::text])))
network.fee_item: fee_item_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
network.fee_item: fee_item_own_first_per_mille_check CHECK (((own_first_per_mille >= 0) AND (own_first_per_mille <= 1000)))
network.fee_item: fee_item_pkey PRIMARY KEY (fee_item_id)
network.fee_item: fee_item_price_fen_check CHECK ((price_fen >= 0))
network.fee_item: fee_item_source_check CHECK (((length(source) >= 1) AND (length(source) <= 100)))
network.fee_item: fee_item_times_check CHECK (((times >= 1) AND (times <= 200)))
network.fee_item: fee_item_title_code_check CHECK ((title_code ~ '^2[3-6][1-5]$'::text))
network.fee_item: fee_item_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 10)))
network.fee_item: one_price_per_item_at_a_time EXCLUDE USING gist (institution_id WITH =, code WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.fee_item: one_visit_price_per_title_at_a_time EXCLUDE USING gist (institution_id WITH =, kind WITH =, COALESCE(title_code, ''::text) WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE ((kind = ANY (ARRAY['registration'::text, 'consultation'::text])))
network.fee_item: only_a_series_has_several_times CHECK (((times = 1) OR (kind = 'series'::text)))
network.fee_item: only_a_visit_depends_on_the_title CHECK (((title_code IS NULL) OR (kind = ANY (ARRAY['registration'::text, 'consultation'::text]))))
network.goal: goal_confidence_check CHECK ((confidence = ANY (ARRAY['verified'::text, 'reported'::text, 'assumed'::text])))
network.goal: goal_goal_code_check CHECK ((goal_code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
network.goal: goal_list_code_check CHECK (((length(list_code) >= 1) AND (length(list_code) <= 30)))
network.goal: goal_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.goal: goal_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60)))
network.goal: goal_pkey PRIMARY KEY (goal_code)
network.goal: goal_region_prefix_check CHECK ((region_prefix ~ '^[0-9]{2,6}$'::text))
network.goal: goal_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200)))
network.goal_report: goal_report_evidence_check CHECK ((length(evidence) <= 500))
network.goal_report: goal_report_file_reference_check CHECK ((length(file_reference) <= 200))
network.goal_report: goal_report_goal_code_fkey FOREIGN KEY (goal_code) REFERENCES network.goal(goal_code)
network.goal_report: goal_report_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.goal_report: goal_report_pkey PRIMARY KEY (goal_report_id)
network.goal_report: goal_report_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.goal_report: goal_report_state_check CHECK ((state = ANY (ARRAY['not_yet'::text, 'under_way'::text, 'reached'::text])))
network.goal_report: what_is_reached_has_evidence CHECK (((state <> 'reached'::text) OR (evidence IS NOT NULL)))
network.institution: a_place_has_both_coordinates CHECK (((latitude IS NULL) = (longitude IS NULL)))
network.institution: an_institution_closes_after_it_opened CHECK ((closed_on >= opened_on))
network.institution: an_institution_is_not_its_own_parent CHECK ((parent_institution_id <> institution_id))
network.institution: institution_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.institution: institution_grade_check CHECK ((grade = ANY (ARRAY['special'::text, 'a'::text, 'b'::text, 'c'::text, 'none'::text])))
network.institution: institution_kind_check CHECK ((kind ~ '^[A-P][0-9]{0,3}$'::text))
network.institution: institution_latitude_check CHECK (((latitude >= (3)::double precision) AND (latitude <= (54)::double precision)))
network.institution: institution_level_check CHECK ((level = ANY (ARRAY['3'::text, '2'::text, '1'::text, '0'::text])))
network.institution: institution_longitude_check CHECK (((longitude >= (73)::double precision) AND (longitude <= (136)::double precision)))
network.institution: institution_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
network.institution: institution_parent_institution_id_fkey FOREIGN KEY (parent_institution_id) REFERENCES network.institution(institution_id)
network.institution: institution_pkey PRIMARY KEY (institution_id)
network.institution: institution_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.institution: institution_short_name_check CHECK (((length(short_name) >= 1) AND (length(short_name) <= 20)))
network.institution: institution_uscc_check CHECK ((uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text))
network.institution: institution_version_check CHECK ((version > 0))
network.institution: one_institution_per_code UNIQUE (code)
network.insurance_designation: a_designation_ends_after_it_began CHECK ((valid_until >= valid_from))
network.insurance_designation: insurance_designation_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.insurance_designation: insurance_designation_insurance_code_check CHECK ((length(insurance_code) <= 40))
network.insurance_designation: insurance_designation_pkey PRIMARY KEY (insurance_designation_id)
network.insurance_designation: insurance_designation_source_check CHECK (((length(source) >= 1) AND (length(source) <= 100)))
network.insurance_designation: one_designation_at_a_time EXCLUDE USING gist (institution_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.measure: a_measure_counts_months_or_activities CHECK ((month_fact OR activity))
network.measure: measure_baseline_year_check CHECK (((baseline_year >= 2000) AND (baseline_year <= 2099)))
network.measure: measure_decimals_check CHECK (((decimals >= 0) AND (decimals <= 2)))
network.measure: measure_definition_check CHECK (((length(definition) >= 1) AND (length(definition) <= 300)))
network.measure: measure_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text, 'none'::text])))
network.measure: measure_measure_check CHECK ((measure ~ '^[a-z][a-z0-9_.]{1,59}$'::text))
network.measure: measure_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.measure: measure_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 60)))
network.measure: measure_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120)))
network.measure: measure_unit_check CHECK ((unit = ANY (ARRAY['person'::text, 'person_time'::text, 'case'::text, 'session'::text, 'copy'::text, 'yuan'::text, 'day'::text, 'item'::text, 'percent'::text])))
network.measure: one_measure_per_key PRIMARY KEY (measure)
network.measure: one_measure_per_name UNIQUE (name)
network.measure: only_a_month_is_expected CHECK ((month_fact OR (NOT expected)))
network.measure_choice: measure_choice_baseline_year_check CHECK (((baseline_year >= 2000) AND (baseline_year <= 2099)))
network.measure_choice: measure_choice_measure_fkey FOREIGN KEY (measure) REFERENCES network.measure(measure)
network.measure_choice: measure_choice_pkey PRIMARY KEY (region_id, measure)
network.measure_choice: measure_choice_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
network.measure_choice: measure_choice_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.meeting: a_cancelled_meeting_says_why CHECK (((status = 'cancelled'::text) = (cancel_reason IS NOT NULL)))
network.meeting: confirmed_minutes_are_written CHECK (((status <> 'confirmed'::text) OR (length(minutes) > 0)))
network.meeting: confirmed_minutes_say_who_and_when CHECK (((status = 'confirmed'::text) = ((confirmed_by IS NOT NULL) AND (confirmed_at IS NOT NULL))))
network.meeting: meeting_agenda_check CHECK ((length(agenda) <= 2000))
network.meeting: meeting_cancel_reason_check CHECK (((length(cancel_reason) >= 1) AND (length(cancel_reason) <= 200)))
network.meeting: meeting_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.meeting: meeting_host_institution_id_fkey FOREIGN KEY (host_institution_id) REFERENCES network.institution(institution_id)
network.meeting: meeting_kind_check CHECK ((kind = ANY (ARRAY['council'::text, 'regular'::text, 'special'::text])))
network.meeting: meeting_minutes_check CHECK ((length(minutes) <= 8000))
network.meeting: meeting_pkey PRIMARY KEY (region_id, meeting_id)
network.meeting: meeting_place_check CHECK (((length(place) >= 1) AND (length(place) <= 60)))
network.meeting: meeting_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'confirmed'::text, 'cancelled'::text])))
network.meeting: meeting_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80)))
network.meeting: meeting_version_check CHECK ((version > 0))
network.meeting_action: action_of_a_meeting FOREIGN KEY (region_id, meeting_id) REFERENCES network.meeting(region_id, meeting_id)
network.meeting_action: meeting_action_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.meeting_action: meeting_action_owner_staff_id_fkey FOREIGN KEY (owner_staff_id) REFERENCES network.staff(staff_id)
network.meeting_action: meeting_action_pkey PRIMARY KEY (region_id, action_id)
network.meeting_action: meeting_action_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
network.meeting_action: meeting_action_what_check CHECK (((length(what) >= 1) AND (length(what) <= 200)))
network.meeting_addendum: addendum_of_a_meeting FOREIGN KEY (region_id, meeting_id) REFERENCES network.meeting(region_id, meeting_id)
network.meeting_addendum: meeting_addendum_pkey PRIMARY KEY (region_id, addendum_id)
network.meeting_addendum: meeting_addendum_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
network.meeting_institution: an_institution_is_invited_once PRIMARY KEY (region_id, meeting_id, institution_id)
network.meeting_institution: institution_of_a_meeting FOREIGN KEY (region_id, meeting_id) REFERENCES network.meeting(region_id, meeting_id)
network.meeting_institution: meeting_institution_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.meeting_person: a_person_is_invited_once UNIQUE (region_id, meeting_id, staff_id)
network.meeting_person: meeting_person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.meeting_person: meeting_person_organisation_check CHECK (((length(organisation) >= 1) AND (length(organisation) <= 60)))
network.meeting_person: meeting_person_pkey PRIMARY KEY (region_id, meeting_person_id)
network.meeting_person: meeting_person_presence_check CHECK ((presence = ANY (ARRAY['invited'::text, 'present'::text, 'excused'::text, 'absent'::text])))
network.meeting_person: meeting_person_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.meeting_person: person_of_a_meeting FOREIGN KEY (region_id, meeting_id) REFERENCES network.meeting(region_id, meeting_id)
network.membership: a_membership_ends_after_it_began CHECK ((valid_until >= valid_from))
network.membership: membership_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.membership: membership_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.membership: membership_pkey PRIMARY KEY (membership_id)
network.membership: membership_role_check CHECK ((role = ANY (ARRAY['head'::text, 'hospital_member'::text, 'speciality_member'::text, 'centre'::text, 'branch'::text, 'township'::text, 'village_room'::text, 'private'::text, 'station'::text, 'estate_base'::text, 'mobile_vehicle'::text])))
network.membership: no_institution_is_twice_in_a_consortium EXCLUDE USING gist (consortium_id WITH =, institution_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.membership: one_head_per_consortium_at_a_time EXCLUDE USING gist (consortium_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE ((role = 'head'::text))
network.month_fact: a_locked_figure_says_who_locked_it CHECK (((status = 'locked'::text) = ((locked_by IS NOT NULL) AND (locked_at IS NOT NULL))))
network.month_fact: a_month_fact_counts_a_known_measure FOREIGN KEY (measure) REFERENCES network.measure(measure)
network.month_fact: month_fact_abnormal_why_check CHECK (((length(abnormal_why) >= 1) AND (length(abnormal_why) <= 200)))
network.month_fact: month_fact_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.month_fact: month_fact_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.month_fact: month_fact_measure_check CHECK ((measure ~ '^[a-z][a-z0-9_.]{1,59}$'::text))
network.month_fact: month_fact_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
network.month_fact: month_fact_note_check CHECK ((length(note) <= 200))
network.month_fact: month_fact_pkey PRIMARY KEY (region_id, month_fact_id)
network.month_fact: month_fact_source_check CHECK ((source = ANY (ARRAY['his'::text, 'excel'::text, 'typed'::text, 'system'::text])))
network.month_fact: month_fact_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'locked'::text])))
network.month_fact: one_figure_per_month_measure_and_source UNIQUE NULLS NOT DISTINCT (region_id, institution_id, department_id, month, measure, source)
network.month_lock: an_unlocked_month_says_who_when_and_why CHECK ((((unlocked_at IS NULL) = (unlocked_by IS NULL)) AND ((unlocked_at IS NULL) = (unlock_reason IS NULL))))
network.month_lock: month_lock_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.month_lock: month_lock_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
network.month_lock: month_lock_pkey PRIMARY KEY (region_id, month_lock_id)
network.month_lock: month_lock_unlock_reason_check CHECK (((length(unlock_reason) >= 1) AND (length(unlock_reason) <= 200)))
network.pairing: a_department_is_paired_once_with_a_branch EXCLUDE USING gist (receiver_institution_id WITH =, department_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.pairing: a_pairing_ends_after_it_began CHECK ((valid_until >= valid_from))
network.pairing: a_pairing_is_followed_once UNIQUE (follows_pairing_id)
network.pairing: nobody_is_paired_with_itself CHECK ((giver_institution_id <> receiver_institution_id))
network.pairing: one_pairing_per_code UNIQUE (code)
network.pairing: pairing_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES network.agreement(agreement_id)
network.pairing: pairing_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.pairing: pairing_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.pairing: pairing_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 200)))
network.pairing: pairing_follows_pairing_id_fkey FOREIGN KEY (follows_pairing_id) REFERENCES network.pairing(pairing_id)
network.pairing: pairing_giver_institution_id_fkey FOREIGN KEY (giver_institution_id) REFERENCES network.institution(institution_id)
network.pairing: pairing_joint_ward_check CHECK (((length(joint_ward) >= 1) AND (length(joint_ward) <= 40)))
network.pairing: pairing_leader_staff_id_fkey FOREIGN KEY (leader_staff_id) REFERENCES network.staff(staff_id)
network.pairing: pairing_party_branch_check CHECK (((length(party_branch) >= 1) AND (length(party_branch) <= 40)))
network.pairing: pairing_pkey PRIMARY KEY (pairing_id)
network.pairing: pairing_receiver_institution_id_fkey FOREIGN KEY (receiver_institution_id) REFERENCES network.institution(institution_id)
network.pairing: pairing_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.part_of_day: a_part_of_the_day_ends_after_it_starts CHECK ((ends_at > starts_at))
network.part_of_day: one_time_per_part_of_the_day UNIQUE NULLS NOT DISTINCT (region_id, institution_id, part)
network.part_of_day: part_of_day_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.part_of_day: part_of_day_name_check CHECK (((length(name) >= 1) AND (length(name) <= 10)))
network.part_of_day: part_of_day_part_check CHECK ((part = ANY (ARRAY['morning'::text, 'noon'::text, 'afternoon'::text, 'evening'::text, 'full_day'::text])))
network.part_of_day: part_of_day_pkey PRIMARY KEY (part_of_day_id)
network.part_of_day: part_of_day_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
network.photo: a_photo_shows_a_person_or_a_place CHECK (((staff_id IS NULL) <> (institution_id IS NULL)))
network.photo: photo_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 600000)))
network.photo: photo_height_check CHECK (((height >= 1) AND (height <= 2000)))
network.photo: photo_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.photo: photo_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text])))
network.photo: photo_pkey PRIMARY KEY (photo_id)
network.photo: photo_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.photo: photo_width_check CHECK (((width >= 1) AND (width <= 2000)))
network.plaque: a_plaque_ends_after_it_was_given CHECK (((valid_until >= given_on) AND (removed_on >= given_on)))
network.plaque: one_plaque_per_code UNIQUE (code)
network.plaque: plaque_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES network.agreement(agreement_id)
network.plaque: plaque_code_check CHECK (((length(code) >= 1) AND (length(code) <= 40)))
network.plaque: plaque_giver_check CHECK (((length(giver) >= 1) AND (length(giver) <= 60)))
network.plaque: plaque_giver_institution_id_fkey FOREIGN KEY (giver_institution_id) REFERENCES network.institution(institution_id)
network.plaque: plaque_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.plaque: plaque_kind_check CHECK ((kind = ANY (ARRAY['alliance_unit'::text, 'extended_clinic'::text, 'studio'::text, 'teaching_base'::text, 'screening_base'::text, 'rehabilitation_base'::text, 'remote_unit'::text, 'health_base'::text, 'other'::text])))
network.plaque: plaque_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
network.plaque: plaque_pkey PRIMARY KEY (plaque_id)
network.plaque: plaque_team_id_fkey FOREIGN KEY (team_id) REFERENCES network.team(team_id)
network.plaque_activity: an_activity_is_noted_once_a_day PRIMARY KEY (plaque_id, local_date, service)
network.plaque_activity: plaque_activity_plaque_id_fkey FOREIGN KEY (plaque_id) REFERENCES network.plaque(plaque_id)
network.plaque_tie_activity: plaque_tie_activity_of_an_activity FOREIGN KEY (region_id, activity_id) REFERENCES network.tie_activity(region_id, activity_id)
network.plaque_tie_activity: plaque_tie_activity_pkey PRIMARY KEY (region_id, activity_id, plaque_id)
network.plaque_tie_activity: plaque_tie_activity_plaque_id_fkey FOREIGN KEY (plaque_id) REFERENCES network.plaque(plaque_id)
network.population_figure: one_figure_per_year_and_group UNIQUE (institution_id, year, group_code)
network.population_figure: population_figure_group_code_check CHECK ((group_code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
network.population_figure: population_figure_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.population_figure: population_figure_persons_check CHECK ((persons >= 0))
network.population_figure: population_figure_pkey PRIMARY KEY (population_figure_id)
network.population_figure: population_figure_source_check CHECK (((length(source) >= 1) AND (length(source) <= 100)))
network.population_figure: population_figure_year_check CHECK (((year >= 1990) AND (year <= 2100)))
network.practice_site: a_practice_site_ends_after_it_began CHECK ((valid_until >= valid_from))
network.practice_site: one_filing_per_person_and_site_at_a_time EXCLUDE USING gist (staff_id WITH =, institution_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.practice_site: practice_site_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.practice_site: practice_site_filing_number_check CHECK ((length(filing_number) <= 40))
network.practice_site: practice_site_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.practice_site: practice_site_pkey PRIMARY KEY (practice_site_id)
network.practice_site: practice_site_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.room: one_room_per_code UNIQUE (institution_id, code)
network.room: one_room_per_name UNIQUE (institution_id, name)
network.room: room_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.room: room_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.room: room_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.room: room_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.room: room_pkey PRIMARY KEY (room_id)
network.room: room_place_check CHECK ((length(place) <= 60))
network.speciality_alliance: speciality_alliance_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.speciality_alliance: speciality_alliance_lead_department_id_fkey FOREIGN KEY (lead_department_id) REFERENCES network.department(department_id)
network.speciality_alliance: speciality_alliance_pkey PRIMARY KEY (consortium_id)
network.speciality_alliance: speciality_alliance_speciality_check CHECK (((length(speciality) >= 1) AND (length(speciality) <= 30)))
network.speciality_alliance: speciality_alliance_version_check CHECK ((version > 0))
network.staff: a_person_leaves_after_joining CHECK ((left_on >= joined_on))
network.staff: a_phone_is_stored_whole_or_not_at_all CHECK ((((phone_cipher IS NULL) = (phone_index IS NULL)) AND ((phone_cipher IS NULL) = (phone_tail IS NULL))))
network.staff: one_person_per_licence_number UNIQUE (licence_number)
network.staff: one_person_per_staff_code UNIQUE (code)
network.staff: staff_bio_check CHECK ((length(bio) <= 500))
network.staff: staff_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.staff: staff_department_id_fkey FOREIGN KEY (department_id) REFERENCES network.department(department_id)
network.staff: staff_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.staff: staff_licence_number_check CHECK (((length(licence_number) >= 5) AND (length(licence_number) <= 30)))
network.staff: staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
network.staff: staff_phone_tail_check CHECK ((phone_tail ~ '^[0-9]{4}$'::text))
network.staff: staff_pkey PRIMARY KEY (staff_id)
network.staff: staff_profession_check CHECK ((profession = ANY (ARRAY['doctor'::text, 'assistant_doctor'::text, 'village_doctor'::text, 'nurse'::text, 'pharmacist'::text, 'technician'::text, 'therapist'::text, 'manager'::text])))
network.staff: staff_sex_check CHECK ((sex = ANY (ARRAY['0'::text, '1'::text, '2'::text, '9'::text])))
network.staff: staff_version_check CHECK ((version > 0))
network.staff_title: a_title_ends_after_it_began CHECK ((valid_until >= valid_from))
network.staff_title: one_title_per_person_at_a_time EXCLUDE USING gist (staff_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.staff_title: staff_title_certificate_check CHECK ((length(certificate) <= 60))
network.staff_title: staff_title_pkey PRIMARY KEY (staff_title_id)
network.staff_title: staff_title_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.staff_title: staff_title_title_code_check CHECK ((title_code ~ '^2[3-6][1-5]$'::text))
network.team: a_team_ends_after_it_started CHECK ((ended_on >= started_on))
network.team: one_team_per_code UNIQUE (code)
network.team: team_code_check CHECK (((length(code) >= 1) AND (length(code) <= 30)))
network.team: team_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.team: team_introduction_check CHECK ((length(introduction) <= 500))
network.team: team_kind_check CHECK ((kind = ANY (ARRAY['master_studio'::text, 'expert_studio'::text, 'family_doctor'::text, 'disease_clinic'::text])))
network.team: team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40)))
network.team: team_pkey PRIMARY KEY (team_id)
network.team: team_speciality_check CHECK ((length(speciality) <= 30))
network.team: team_version_check CHECK ((version > 0))
network.team_member: a_place_in_a_team_ends_after_it_began CHECK ((valid_until >= valid_from))
network.team_member: no_person_is_twice_in_a_team EXCLUDE USING gist (team_id WITH =, staff_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
network.team_member: one_lead_per_team_at_a_time EXCLUDE USING gist (team_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE ((role = 'lead'::text))
network.team_member: team_member_pkey PRIMARY KEY (team_member_id)
network.team_member: team_member_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'joint_gp'::text, 'follower'::text, 'nurse'::text])))
network.team_member: team_member_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.team_member: team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES network.team(team_id)
network.tie_activity: a_withdrawn_activity_says_who_when_and_why CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))))
network.tie_activity: an_activity_belongs_to_a_pairing_or_an_alliance CHECK (((pairing_id IS NULL) <> (consortium_id IS NULL)))
network.tie_activity: tie_activity_consortium_id_fkey FOREIGN KEY (consortium_id) REFERENCES network.consortium(consortium_id)
network.tie_activity: tie_activity_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES network.institution(institution_id)
network.tie_activity: tie_activity_kind_check CHECK ((kind = ANY (ARRAY['outpatient'::text, 'ward_round'::text, 'teaching'::text, 'operation'::text, 'remote_consultation'::text, 'screening'::text, 'rehabilitation'::text, 'lecture'::text, 'free_clinic'::text, 'training'::text, 'quality_check'::text, 'party_building'::text, 'inspection'::text])))
network.tie_activity: tie_activity_others_check CHECK (((length(others) >= 1) AND (length(others) <= 120)))
network.tie_activity: tie_activity_pairing_id_fkey FOREIGN KEY (pairing_id) REFERENCES network.pairing(pairing_id)
network.tie_activity: tie_activity_pkey PRIMARY KEY (region_id, activity_id)
network.tie_activity: tie_activity_what_check CHECK (((length(what) >= 1) AND (length(what) <= 300)))
network.tie_activity: tie_activity_withdrawn_reason_check CHECK (((length(withdrawn_reason) >= 1) AND (length(withdrawn_reason) <= 200)))
network.tie_activity_count: a_measure_is_counted_once_in_an_activity PRIMARY KEY (region_id, activity_id, measure)
network.tie_activity_count: tie_activity_count_measure_fkey FOREIGN KEY (measure) REFERENCES network.measure(measure)
network.tie_activity_count: tie_activity_count_of_an_activity FOREIGN KEY (region_id, activity_id) REFERENCES network.tie_activity(region_id, activity_id)
network.tie_activity_count: tie_activity_count_value_check CHECK ((value >= (0)::numeric))
network.tie_activity_person: a_person_comes_once_to_an_activity PRIMARY KEY (region_id, activity_id, staff_id)
network.tie_activity_person: tie_activity_person_of_an_activity FOREIGN KEY (region_id, activity_id) REFERENCES network.tie_activity(region_id, activity_id)
network.tie_activity_person: tie_activity_person_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES network.staff(staff_id)
network.travel_time: a_way_leads_somewhere_else CHECK ((from_institution_id <> to_institution_id))
network.travel_time: one_time_per_way_and_mode UNIQUE (from_institution_id, to_institution_id, mode)
network.travel_time: travel_time_from_institution_id_fkey FOREIGN KEY (from_institution_id) REFERENCES network.institution(institution_id)
network.travel_time: travel_time_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)))
network.travel_time: travel_time_mode_check CHECK ((mode = ANY (ARRAY['car'::text, 'shuttle'::text, 'transit'::text, 'cycle'::text, 'walk'::text])))
network.travel_time: travel_time_pkey PRIMARY KEY (travel_time_id)
network.travel_time: travel_time_source_check CHECK (((length(source) >= 1) AND (length(source) <= 100)))
network.travel_time: travel_time_subsidy_fen_check CHECK ((subsidy_fen >= 0))
network.travel_time: travel_time_to_institution_id_fkey FOREIGN KEY (to_institution_id) REFERENCES network.institution(institution_id)
platform.account: account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'resident'::text])))
platform.account: account_pkey PRIMARY KEY (account_id)
platform.account: account_second_factor_check CHECK ((second_factor = 'totp'::text))
platform.account: one_account_per_member_of_staff UNIQUE (staff_id)
platform.account_resident: account_resident_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.account(account_id)
platform.account_resident: account_resident_pkey PRIMARY KEY (account_id, region_id, resident_id)
platform.account_role: account_role_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.account(account_id)
platform.account_role: account_role_pkey PRIMARY KEY (account_id, institution_id, role)
platform.account_role: no_account_holds_two_administrator_powers EXCLUDE USING gist (account_id WITH =, role WITH <>) WHERE ((role = ANY (ARRAY['it_admin'::text, 'security_admin'::text, 'auditor'::text])))
platform.audit: audit_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])))
platform.audit: audit_pkey PRIMARY KEY (region_id, audit_id)
platform.audit_seal: audit_seal_pkey PRIMARY KEY (region_id, seal_no)
platform.audit_seal: audit_seal_row_count_check CHECK ((row_count > 0))
platform.audit_sealed_row: audit_sealed_row_pkey PRIMARY KEY (region_id, audit_id)
platform.audit_sealed_row: audit_sealed_row_region_id_seal_no_fkey FOREIGN KEY (region_id, seal_no) REFERENCES platform.audit_seal(region_id, seal_no)
platform.audit_sealed_row: one_row_per_place_in_a_seal UNIQUE (region_id, seal_no, "position")
platform.clock: clock_only_row_check CHECK (only_row)
platform.clock: clock_pkey PRIMARY KEY (only_row)
platform.demo_load: demo_load_only_row_check CHECK (only_row)
platform.demo_load: demo_load_pkey PRIMARY KEY (only_row)
platform.idempotency: the_same_request_is_answered_once PRIMARY KEY (region_id, actor, endpoint, key)
platform.login: login_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.account(account_id)
platform.login: login_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'phone'::text])))
platform.login: login_pkey PRIMARY KEY (login_index)
platform.login_code: login_code_pkey PRIMARY KEY (phone_index, created_at)
platform.loop: a_closed_loop_has_an_outcome CHECK (((status = 'closed'::text) = ((closed_at IS NOT NULL) AND (outcome IS NOT NULL))))
platform.loop: a_loop_has_an_owner CHECK (((owner_account_id IS NOT NULL) OR (owner_role IS NOT NULL)))
platform.loop: loop_pkey PRIMARY KEY (region_id, loop_id)
platform.loop: loop_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
platform.loop_step: loop_step_pkey PRIMARY KEY (region_id, step_id)
platform.loop_step: loop_step_region_id_loop_id_fkey FOREIGN KEY (region_id, loop_id) REFERENCES platform.loop(region_id, loop_id)
platform.loop_step: loop_step_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'handed_over'::text, 'escalated'::text, 'closed'::text, 'noted'::text])))
platform.notification: notification_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'wechat'::text, 'inbox'::text])))
platform.notification: notification_pkey PRIMARY KEY (region_id, notification_id)
platform.notification: notification_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'read'::text])))
platform.outbox: outbox_pkey PRIMARY KEY (region_id, event_id)
platform.region: region_pkey PRIMARY KEY (region_id)
platform.region: region_region_id_check CHECK (((region_id >= 100000) AND (region_id <= 999999)))
platform.session: session_account_id_fkey FOREIGN KEY (account_id) REFERENCES platform.account(account_id)
platform.session: session_pkey PRIMARY KEY (token_hash)
platform.setting: one_value_per_setting_and_institution UNIQUE NULLS NOT DISTINCT (region_id, key, institution_id)
platform.setting: setting_region_id_fkey FOREIGN KEY (region_id) REFERENCES platform.region(region_id)
records.access_entry: access_entry_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'resident'::text, 'job'::text])))
records.access_entry: access_entry_pkey PRIMARY KEY (region_id, access_entry_id)
records.access_entry: access_entry_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
records.access_entry: one_access_entry_per_actor_purpose_and_quarter_hour UNIQUE NULLS NOT DISTINCT (region_id, resident_id, account, institution_id, purpose, quarter_hour)
records.break_glass: break_glass_pkey PRIMARY KEY (region_id, break_glass_id)
records.break_glass: break_glass_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
records.break_glass: break_glass_review_outcome_check CHECK ((review_outcome = ANY (ARRAY['in_order'::text, 'not_in_order'::text])))
records.break_glass: breaking_the_glass_has_a_reason CHECK ((reason ~ '\S'::text))
records.break_glass: breaking_the_glass_lasts_a_while CHECK ((valid_until > at))
records.break_glass_count: break_glass_count_pkey PRIMARY KEY (region_id, account, local_date)
records.break_glass_count: break_glass_count_used_check CHECK ((used > 0))
records.card_bridge: a_card_bridge_is_named_once UNIQUE (institution_id, name)
records.card_bridge: card_bridge_pkey PRIMARY KEY (bridge_id)
records.code_request: code_request_attempts_check CHECK (((attempts >= 0) AND (attempts <= 5)))
records.code_request: code_request_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'elder'::text])))
records.code_request: code_request_pkey PRIMARY KEY (region_id, request_id)
records.directory_person: directory_person_pkey PRIMARY KEY (identity_index)
records.directory_person_resident: a_resident_row_is_one_person UNIQUE (region_id, resident_id)
records.directory_person_resident: directory_person_resident_pkey PRIMARY KEY (person_id, region_id)
records.proxy: proxy_pkey PRIMARY KEY (region_id, proxy_id)
records.proxy: proxy_proof_check CHECK ((proof = ANY (ARRAY['household_book'::text, 'birth_certificate'::text, 'court_paper'::text, 'written_authorisation'::text, 'code_to_elder'::text, 'own_declaration'::text])))
records.proxy: proxy_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
records.proxy: proxy_relation_check CHECK ((relation = ANY (ARRAY['parent'::text, 'guardian'::text, 'family'::text])))
records.relationship: a_relationship_ends_after_it_begins CHECK ((valid_until > valid_from))
records.relationship: a_relationship_is_granted_once_per_act_and_source UNIQUE (region_id, resident_id, institution_id, act, source)
records.relationship: a_typed_number_opens_the_identity_only CHECK (((act <> 'typed_number'::text) OR (scope = 'identity'::text)))
records.relationship: relationship_act_check CHECK ((act = ANY (ARRAY['card_read'::text, 'sms_code'::text, 'resident_qr'::text, 'contract'::text, 'arrival'::text, 'referral'::text, 'order'::text, 'station_list'::text, 'typed_number'::text])))
records.relationship: relationship_pkey PRIMARY KEY (region_id, relationship_id)
records.relationship: relationship_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
records.relationship: relationship_review_outcome_check CHECK ((review_outcome = ANY (ARRAY['in_order'::text, 'not_in_order'::text])))
records.relationship: relationship_scope_check CHECK ((scope = ANY (ARRAY['record'::text, 'identity'::text])))
records.resident: a_resident_has_a_name CHECK ((name ~ '\S'::text))
records.resident: an_identity_has_a_number_or_is_none CHECK ((((identity_type = 'none'::text) = (identity_cipher IS NULL)) AND ((identity_type = 'none'::text) = (identity_status = 'none'::text))))
records.resident: resident_household_place_check CHECK ((household_place ~ '^[0-9]{6}$'::text))
records.resident: resident_identity_status_check CHECK ((identity_status = ANY (ARRAY['card'::text, 'typed'::text, 'none'::text])))
records.resident: resident_insured_place_check CHECK ((insured_place ~ '^[0-9]{6}$'::text))
records.resident: resident_pkey PRIMARY KEY (region_id, resident_id)
records.resident: resident_residence_kind_check CHECK ((residence_kind = ANY (ARRAY['registered'::text, 'usual'::text, 'visitor'::text, 'not_stated'::text])))
records.resident: resident_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text, 'not_stated'::text])))
records.resident_index: one_resident_per_identity_number_in_a_region UNIQUE (region_id, identity_index)
records.resident_index: resident_index_pkey PRIMARY KEY (region_id, resident_id)
records.resident_index: resident_index_region_id_resident_id_fkey FOREIGN KEY (region_id, resident_id) REFERENCES records.resident(region_id, resident_id)
records.used_proof: a_proof_is_used_once PRIMARY KEY (region_id, nonce)

-- indexes
CREATE INDEX a_department_is_paired_once_with_a_branch ON network.pairing USING gist (receiver_institution_id, department_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX absence_by_day ON deployment.absence USING btree (region_id, last_day) WHERE (withdrawn_at IS NULL)
CREATE INDEX absence_of_person ON deployment.absence USING btree (region_id, staff_id, last_day) WHERE (withdrawn_at IS NULL)
CREATE INDEX access_entry_of_institution ON records.access_entry USING btree (region_id, institution_id, at)
CREATE INDEX access_entry_of_resident ON records.access_entry USING btree (region_id, resident_id, at)
CREATE INDEX account_role_at_institution ON platform.account_role USING btree (institution_id, role)
CREATE INDEX agreement_of_institution ON network.agreement_party USING btree (institution_id)
CREATE INDEX appeal_of_institution ON booking.appeal USING btree (region_id, institution_id, asked_at)
CREATE INDEX appointment_booked_elsewhere ON booking.appointment USING btree (region_id, booked_by_institution_id, local_date) WHERE (booked_by_institution_id IS NOT NULL)
CREATE INDEX appointment_given_back ON booking.appointment USING btree (region_id, resident_id, local_date) WHERE (NOT active)
CREATE INDEX appointment_of_day ON booking.appointment USING btree (region_id, institution_id, local_date)
CREATE INDEX audit_by_institution ON platform.audit USING btree (region_id, institution_id, at)
CREATE INDEX audit_by_resident ON platform.audit USING btree (region_id, resident_id, at) WHERE (resident_id IS NOT NULL)
CREATE INDEX audit_by_time ON platform.audit USING btree (region_id, at)
CREATE INDEX booked_on_day ON booking.appointment USING btree (region_id, local_date) WHERE (status = 'booked'::text)
CREATE INDEX break_glass_of_resident ON records.break_glass USING btree (region_id, resident_id, account, valid_until)
CREATE INDEX break_glass_to_review ON records.break_glass USING btree (region_id, institution_id, at) WHERE (reviewed_at IS NULL)
CREATE INDEX centre_member_of_institution ON network.centre_member USING btree (institution_id)
CREATE INDEX certificate_of_person ON deployment.service_certificate USING btree (region_id, staff_id, issued_at)
CREATE INDEX code_request_of_account ON records.code_request USING btree (region_id, account, sent_at)
CREATE INDEX code_request_of_resident ON records.code_request USING btree (region_id, resident_id, sent_at)
CREATE INDEX complaint_of_institution ON booking.complaint USING btree (region_id, institution_id, asked_at)
CREATE INDEX contact_of_resident ON booking.contact USING btree (region_id, resident_id)
CREATE INDEX contact_open ON booking.contact USING btree (region_id, institution_id, call_from) WHERE ((answer IS NULL) OR (answer = 'wants_other'::text))
CREATE INDEX contract_of_institution ON records.relationship USING btree (region_id, institution_id, resident_pinyin, resident_id) WHERE ((act = 'contract'::text) AND (ended_at IS NULL))
CREATE INDEX council_seat_of_consortium ON network.council_seat USING btree (consortium_id)
CREATE INDEX directory_person_by_person ON records.directory_person USING btree (person_id)
CREATE INDEX excuse_of_resident ON booking.no_show_excuse USING btree (region_id, resident_id)
CREATE INDEX extended_clinic_of_consortium ON network.extended_clinic USING btree (consortium_id)
CREATE INDEX face_of_session ON booking.face USING btree (region_id, session_id)
CREATE INDEX goal_report_of_institution ON network.goal_report USING btree (institution_id, goal_code, reported_at DESC)
CREATE INDEX hold_of_pool ON booking.appointment USING btree (region_id, pool_id, hold_expires_at) WHERE (status = 'held'::text)
CREATE INDEX hold_of_resident ON booking.appointment USING btree (region_id, resident_id) WHERE (status = 'held'::text)
CREATE INDEX hospital_order_due ON booking.hospital_order USING btree (region_id, next_try_at) WHERE (settled_at IS NULL)
CREATE INDEX hospital_order_of_session ON booking.hospital_order USING btree (region_id, session_id)
CREATE INDEX idempotency_by_age ON platform.idempotency USING btree (region_id, at)
CREATE INDEX institution_of_parent ON network.institution USING btree (parent_institution_id) WHERE (parent_institution_id IS NOT NULL)
CREATE INDEX institution_of_region ON network.institution USING btree (region_id, pinyin)
CREATE INDEX leave_request_of_person ON deployment.leave_request USING btree (region_id, staff_id, last_day)
CREATE INDEX leave_request_open ON deployment.leave_request USING btree (region_id, institution_id) WHERE (status = 'asked'::text)
CREATE INDEX login_code_by_age ON platform.login_code USING btree (expires_at)
CREATE INDEX login_of_account ON platform.login USING btree (account_id)
CREATE INDEX loop_of_institution ON platform.loop USING btree (region_id, institution_id, due_at) WHERE (status = 'open'::text)
CREATE INDEX loop_of_subject ON platform.loop USING btree (region_id, kind, subject_kind, subject_id)
CREATE INDEX loop_step_of_loop ON platform.loop_step USING btree (region_id, loop_id, at)
CREATE INDEX loop_to_escalate ON platform.loop USING btree (region_id, escalates_at) WHERE (status = 'open'::text)
CREATE INDEX meeting_action_of_meeting ON network.meeting_action USING btree (region_id, meeting_id)
CREATE INDEX meeting_by_day ON network.meeting USING btree (region_id, local_date)
CREATE INDEX membership_of_institution ON network.membership USING btree (institution_id)
CREATE INDEX month_fact_of_month ON network.month_fact USING btree (region_id, month, measure)
CREATE INDEX no_account_holds_two_administrator_powers ON platform.account_role USING gist (account_id, role) WHERE (role = ANY (ARRAY['it_admin'::text, 'security_admin'::text, 'auditor'::text]))
CREATE INDEX no_institution_is_twice_in_a_consortium ON network.membership USING gist (consortium_id, institution_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX no_person_is_absent_twice ON deployment.absence USING gist (region_id, staff_id, daterange(first_day, last_day, '[]'::text), (
CASE
    WHEN (part_of_day IS NULL) THEN int8range(NULL::bigint, NULL::bigint)
    ELSE int8range((hashtext(part_of_day))::bigint, (hashtext(part_of_day))::bigint, '[]'::text)
END)) WHERE (withdrawn_at IS NULL)
CREATE INDEX no_person_is_in_two_places ON deployment.session_staff USING gist (region_id, staff_id, during) WHERE active
CREATE INDEX no_person_is_twice_in_a_team ON network.team_member USING gist (team_id, staff_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX no_room_is_used_twice ON deployment.session USING gist (region_id, room_id, tstzrange(starts_at, ends_at)) WHERE ((room_id IS NOT NULL) AND (status <> 'cancelled'::text))
CREATE INDEX nobody_is_posted_full_time_twice ON deployment.posting USING gist (region_id, staff_id, daterange(first_day, last_day, '[]'::text)) WHERE is_full_time
CREATE INDEX nobody_is_twice_in_a_centre ON network.centre_member USING gist (centre_id, institution_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX nobody_sits_twice_in_a_council ON network.council_seat USING gist (consortium_id, staff_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX notification_by_time ON platform.notification USING btree (region_id, created_at)
CREATE INDEX notification_of_account ON platform.notification USING btree (region_id, account_id, created_at) WHERE (account_id IS NOT NULL)
CREATE INDEX notification_of_resident ON platform.notification USING btree (region_id, resident_id, created_at) WHERE (resident_id IS NOT NULL)
CREATE INDEX notification_queued ON platform.notification USING btree (region_id, not_before) WHERE (status = 'queued'::text)
CREATE INDEX one_centre_of_a_kind_at_a_host ON network.centre USING gist (host_institution_id, kind, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_chair_at_a_time ON network.council_seat USING gist (consortium_id, daterange(valid_from, valid_until, '[]'::text)) WHERE (post = 'chair'::text)
CREATE INDEX one_cost_rule_per_code_at_a_time ON network.cost_rule USING gist (region_id, code, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_designation_at_a_time ON network.insurance_designation USING gist (institution_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_extended_clinic_per_person_and_place ON network.extended_clinic USING gist (consortium_id, institution_id, staff_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_filing_per_person_and_site_at_a_time ON network.practice_site USING gist (staff_id, institution_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_head_per_consortium_at_a_time ON network.membership USING gist (consortium_id, daterange(valid_from, valid_until, '[]'::text)) WHERE (role = 'head'::text)
CREATE INDEX one_lead_per_team_at_a_time ON network.team_member USING gist (team_id, daterange(valid_from, valid_until, '[]'::text)) WHERE (role = 'lead'::text)
CREATE INDEX one_price_per_item_at_a_time ON network.fee_item USING gist (institution_id, code, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_title_per_person_at_a_time ON network.staff_title USING gist (staff_id, daterange(valid_from, valid_until, '[]'::text))
CREATE INDEX one_visit_price_per_title_at_a_time ON network.fee_item USING gist (institution_id, kind, COALESCE(title_code, ''::text), daterange(valid_from, valid_until, '[]'::text)) WHERE (kind = ANY (ARRAY['registration'::text, 'consultation'::text]))
CREATE INDEX open_wish_at_site ON booking.wish USING btree (region_id, institution_id) WHERE (status = 'open'::text)
CREATE INDEX outbox_to_deliver ON platform.outbox USING btree (region_id, event_id) WHERE (delivered_at IS NULL)
CREATE INDEX pairing_of_receiver ON network.pairing USING btree (receiver_institution_id)
CREATE INDEX plaque_of_institution ON network.plaque USING btree (institution_id)
CREATE INDEX plaque_tie_activity_of_plaque ON network.plaque_tie_activity USING btree (plaque_id)
CREATE INDEX posting_of_person ON deployment.posting USING btree (region_id, staff_id, last_day)
CREATE INDEX posting_of_site ON deployment.posting USING btree (region_id, institution_id, last_day)
CREATE INDEX practice_site_of_institution ON network.practice_site USING btree (institution_id)
CREATE INDEX proxy_of_account ON records.proxy USING btree (region_id, proxy_account) WHERE (ended_at IS NULL)
CREATE INDEX receipt_of_institution ON booking.hospital_receipt USING btree (region_id, institution_id, at)
CREATE INDEX receipt_of_order ON booking.hospital_receipt USING btree (region_id, order_id)
CREATE INDEX referral_note_of_resident ON booking.referral_note USING btree (region_id, resident_id)
CREATE INDEX refund_due ON booking.payment USING btree (region_id, institution_id, refund_due_at) WHERE (refund_status = 'due'::text)
CREATE INDEX resident_by_identity_tail ON records.resident_index USING btree (region_id, identity_tail_index)
CREATE INDEX resident_by_initials ON records.resident_index USING btree (region_id, initials, resident_id)
CREATE INDEX resident_by_name ON records.resident_index USING btree (region_id, name, resident_id)
CREATE INDEX resident_by_phone ON records.resident_index USING btree (region_id, phone_index)
CREATE INDEX resident_by_phone_tail ON records.resident_index USING btree (region_id, phone_tail_index)
CREATE INDEX resident_by_pinyin ON records.resident_index USING btree (region_id, pinyin, resident_id)
CREATE INDEX resident_of_the_demo ON records.resident_index USING btree (region_id, name) WHERE demo
CREATE INDEX resting_in_pool ON booking.resting_seat USING btree (region_id, pool_id) WHERE (NOT released)
CREATE INDEX seat_given_back ON booking.appointment USING btree (region_id, session_id) WHERE (NOT active)
CREATE INDEX series_of_institution ON deployment.series USING btree (region_id, institution_id, last_day)
CREATE INDEX service_need_of_session ON deployment.service_need USING btree (region_id, session_id) WHERE (session_id IS NOT NULL)
CREATE INDEX service_need_of_site ON deployment.service_need USING btree (region_id, institution_id, status, filed_at)
CREATE INDEX session_awaiting ON deployment.session USING btree (region_id, starts_at) WHERE (names_person_by IS NOT NULL)
CREATE INDEX session_by_age ON platform.session USING btree (expires_at)
CREATE INDEX session_by_day ON deployment.session USING btree (region_id, local_date)
CREATE INDEX session_by_start ON deployment.session USING btree (region_id, starts_at, session_id)
CREATE INDEX session_of_account ON platform.session USING btree (account_id) WHERE (ended_at IS NULL)
CREATE INDEX session_of_site ON deployment.session USING btree (region_id, institution_id, local_date)
CREATE INDEX session_staff_of_day ON deployment.session_staff USING btree (region_id, local_date, staff_id)
CREATE INDEX session_staff_of_person ON deployment.session_staff USING btree (region_id, staff_id, local_date)
CREATE INDEX session_to_close ON deployment.session USING btree (region_id, ends_at) WHERE (status = 'published'::text)
CREATE INDEX share_return_at_site ON booking.share_return USING btree (region_id, institution_id, local_date)
CREATE INDEX slot_pool_by_day ON booking.slot_pool USING btree (region_id, local_date, institution_id)
CREATE INDEX source_of_institution ON booking.slot_source USING btree (region_id, institution_id, declared_at)
CREATE INDEX staff_account_by_home ON platform.account USING btree (home_institution_id) WHERE (kind = 'staff'::text)
CREATE INDEX staff_by_phone ON network.staff USING btree (phone_index) WHERE (phone_index IS NOT NULL)
CREATE INDEX staff_by_pinyin ON network.staff USING btree (pinyin, staff_id)
CREATE INDEX staff_of_institution ON network.staff USING btree (institution_id, pinyin)
CREATE INDEX substitution_of_session ON deployment.substitution USING btree (region_id, session_id)
CREATE INDEX swap_of_person ON deployment.swap USING btree (region_id, from_staff_id)
CREATE INDEX swap_to_person ON deployment.swap USING btree (region_id, to_staff_id) WHERE (status = 'offered'::text)
CREATE INDEX team_member_of_staff ON network.team_member USING btree (staff_id)
CREATE INDEX tie_activity_of_alliance ON network.tie_activity USING btree (region_id, consortium_id, local_date) WHERE (consortium_id IS NOT NULL)
CREATE INDEX tie_activity_of_pairing ON network.tie_activity USING btree (region_id, pairing_id, local_date) WHERE (pairing_id IS NOT NULL)
CREATE INDEX travel_time_to ON network.travel_time USING btree (to_institution_id)
CREATE INDEX typed_number_to_review ON records.relationship USING btree (region_id, institution_id, created_at) WHERE ((act = 'typed_number'::text) AND (reviewed_at IS NULL))
CREATE INDEX visit_of_day ON booking.visit USING btree (region_id, institution_id, local_date)
CREATE INDEX visit_of_resident ON booking.visit USING btree (region_id, resident_id, arrived_at)
CREATE INDEX waiting_at_site ON booking.waiting USING btree (region_id, institution_id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]))
CREATE INDEX waiting_in_order ON booking.waiting USING btree (region_id, session_id, rank, joined_at, waiting_id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]))
CREATE INDEX waiting_of_appointment ON booking.waiting USING btree (region_id, appointment_id) WHERE (appointment_id IS NOT NULL)
CREATE INDEX waiting_of_resident ON booking.waiting USING btree (region_id, resident_id)
CREATE UNIQUE INDEX a_basic_list_names_a_device_once ON network.basic_equipment USING btree (list_code, equipment_kind_code)
CREATE UNIQUE INDEX a_card_bridge_is_named_once ON records.card_bridge USING btree (institution_id, name)
CREATE UNIQUE INDEX a_certificate_code_is_given_once ON deployment.service_certificate USING btree (region_id, code)
CREATE UNIQUE INDEX a_certificate_number_is_given_once ON deployment.service_certificate USING btree (region_id, number)
CREATE UNIQUE INDEX a_measure_is_counted_once_in_an_activity ON network.tie_activity_count USING btree (region_id, activity_id, measure)
CREATE UNIQUE INDEX a_month_is_locked_once ON network.month_lock USING btree (region_id, institution_id, month) WHERE (unlocked_at IS NULL)
CREATE UNIQUE INDEX a_pairing_is_followed_once ON network.pairing USING btree (follows_pairing_id)
CREATE UNIQUE INDEX a_party_signs_once ON network.agreement_party USING btree (agreement_id, institution_id)
CREATE UNIQUE INDEX a_person_comes_once_to_a_session ON deployment.session_staff USING btree (region_id, session_id, staff_id)
CREATE UNIQUE INDEX a_person_comes_once_to_an_activity ON network.tie_activity_person USING btree (region_id, activity_id, staff_id)
CREATE UNIQUE INDEX a_person_is_invited_once ON network.meeting_person USING btree (region_id, meeting_id, staff_id)
CREATE UNIQUE INDEX a_pool_belongs_to_one_session ON booking.slot_pool USING btree (region_id, pool_id, session_id)
CREATE UNIQUE INDEX a_proof_is_used_once ON records.used_proof USING btree (region_id, nonce)
CREATE UNIQUE INDEX a_relationship_is_granted_once_per_act_and_source ON records.relationship USING btree (region_id, resident_id, institution_id, act, source)
CREATE UNIQUE INDEX a_resident_row_is_one_person ON records.directory_person_resident USING btree (region_id, resident_id)
CREATE UNIQUE INDEX a_session_has_one_pool_per_bucket ON booking.slot_pool USING btree (region_id, session_id, bucket_no)
CREATE UNIQUE INDEX a_visit_is_paid_once ON booking.payment USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX absence_pkey ON deployment.absence USING btree (region_id, absence_id)
CREATE UNIQUE INDEX access_entry_pkey ON records.access_entry USING btree (region_id, access_entry_id)
CREATE UNIQUE INDEX account_pkey ON platform.account USING btree (account_id)
CREATE UNIQUE INDEX account_resident_pkey ON platform.account_resident USING btree (account_id, region_id, resident_id)
CREATE UNIQUE INDEX account_role_pkey ON platform.account_role USING btree (account_id, institution_id, role)
CREATE UNIQUE INDEX agreement_pkey ON network.agreement USING btree (agreement_id)
CREATE UNIQUE INDEX alliance_department_pkey ON network.alliance_department USING btree (membership_id)
CREATE UNIQUE INDEX an_activity_is_noted_once_a_day ON network.plaque_activity USING btree (plaque_id, local_date, service)
CREATE UNIQUE INDEX an_agreement_is_renewed_once ON network.agreement USING btree (renews_agreement_id)
CREATE UNIQUE INDEX an_institution_is_invited_once ON network.meeting_institution USING btree (region_id, meeting_id, institution_id)
CREATE UNIQUE INDEX appeal_pkey ON booking.appeal USING btree (region_id, appeal_id)
CREATE UNIQUE INDEX applied_pkey ON migration.applied USING btree (number)
CREATE UNIQUE INDEX appointment_pkey ON booking.appointment USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX attendance_pkey ON deployment.attendance USING btree (region_id, session_id, staff_id)
CREATE UNIQUE INDEX audit_pkey ON platform.audit USING btree (region_id, audit_id)
CREATE UNIQUE INDEX audit_seal_pkey ON platform.audit_seal USING btree (region_id, seal_no)
CREATE UNIQUE INDEX audit_sealed_row_pkey ON platform.audit_sealed_row USING btree (region_id, audit_id)
CREATE UNIQUE INDEX bed_group_pkey ON network.bed_group USING btree (bed_group_id)
CREATE UNIQUE INDEX beds_of_a_kind_are_counted_once ON network.bed_group USING btree (institution_id, department_id, kind) NULLS NOT DISTINCT
CREATE UNIQUE INDEX break_glass_count_pkey ON records.break_glass_count USING btree (region_id, account, local_date)
CREATE UNIQUE INDEX break_glass_pkey ON records.break_glass USING btree (region_id, break_glass_id)
CREATE UNIQUE INDEX calendar_feed_pkey ON deployment.calendar_feed USING btree (region_id, feed_id)
CREATE UNIQUE INDEX card_bridge_pkey ON records.card_bridge USING btree (bridge_id)
CREATE UNIQUE INDEX catchment_pkey ON network.catchment USING btree (institution_id)
CREATE UNIQUE INDEX centre_member_pkey ON network.centre_member USING btree (centre_member_id)
CREATE UNIQUE INDEX centre_pkey ON network.centre USING btree (centre_id)
CREATE UNIQUE INDEX certificate_number_pkey ON deployment.certificate_number USING btree (region_id, year)
CREATE UNIQUE INDEX charter_pkey ON network.charter USING btree (charter_id)
CREATE UNIQUE INDEX clock_pkey ON platform.clock USING btree (only_row)
CREATE UNIQUE INDEX closing_sheet_pkey ON deployment.closing_sheet USING btree (region_id, session_id, version)
CREATE UNIQUE INDEX code_request_pkey ON records.code_request USING btree (region_id, request_id)
CREATE UNIQUE INDEX complaint_pkey ON booking.complaint USING btree (region_id, complaint_id)
CREATE UNIQUE INDEX consortium_pkey ON network.consortium USING btree (consortium_id)
CREATE UNIQUE INDEX contact_pkey ON booking.contact USING btree (region_id, contact_id)
CREATE UNIQUE INDEX cost_rule_pkey ON network.cost_rule USING btree (cost_rule_id)
CREATE UNIQUE INDEX council_seat_pkey ON network.council_seat USING btree (seat_id)
CREATE UNIQUE INDEX demo_load_pkey ON platform.demo_load USING btree (only_row)
CREATE UNIQUE INDEX department_pkey ON network.department USING btree (department_id)
CREATE UNIQUE INDEX diary_pkey ON deployment.diary USING btree (region_id, owner_id)
CREATE UNIQUE INDEX directory_person_pkey ON records.directory_person USING btree (identity_index)
CREATE UNIQUE INDEX directory_person_resident_pkey ON records.directory_person_resident USING btree (person_id, region_id)
CREATE UNIQUE INDEX equipment_kind_pkey ON network.equipment_kind USING btree (equipment_kind_code)
CREATE UNIQUE INDEX equipment_pkey ON network.equipment USING btree (equipment_id)
CREATE UNIQUE INDEX evening_card_pkey ON deployment.evening_card USING btree (region_id, session_id, staff_id, for_date)
CREATE UNIQUE INDEX extended_clinic_pkey ON network.extended_clinic USING btree (extended_clinic_id)
CREATE UNIQUE INDEX fact_reporter_pkey ON network.fact_reporter USING btree (institution_id)
CREATE UNIQUE INDEX fee_item_pkey ON network.fee_item USING btree (fee_item_id)
CREATE UNIQUE INDEX goal_pkey ON network.goal USING btree (goal_code)
CREATE UNIQUE INDEX goal_report_pkey ON network.goal_report USING btree (goal_report_id)
CREATE UNIQUE INDEX hospital_line_pkey ON booking.hospital_line USING btree (region_id, institution_id)
CREATE UNIQUE INDEX hospital_order_pkey ON booking.hospital_order USING btree (region_id, order_id)
CREATE UNIQUE INDEX hospital_receipt_pkey ON booking.hospital_receipt USING btree (region_id, receipt_id)
CREATE UNIQUE INDEX institution_pkey ON network.institution USING btree (institution_id)
CREATE UNIQUE INDEX insurance_designation_pkey ON network.insurance_designation USING btree (insurance_designation_id)
CREATE UNIQUE INDEX leave_request_pkey ON deployment.leave_request USING btree (region_id, request_id)
CREATE UNIQUE INDEX login_code_pkey ON platform.login_code USING btree (phone_index, created_at)
CREATE UNIQUE INDEX login_pkey ON platform.login USING btree (login_index)
CREATE UNIQUE INDEX loop_pkey ON platform.loop USING btree (region_id, loop_id)
CREATE UNIQUE INDEX loop_step_pkey ON platform.loop_step USING btree (region_id, step_id)
CREATE UNIQUE INDEX measure_choice_pkey ON network.measure_choice USING btree (region_id, measure)
CREATE UNIQUE INDEX meeting_action_pkey ON network.meeting_action USING btree (region_id, action_id)
CREATE UNIQUE INDEX meeting_addendum_pkey ON network.meeting_addendum USING btree (region_id, addendum_id)
CREATE UNIQUE INDEX meeting_person_pkey ON network.meeting_person USING btree (region_id, meeting_person_id)
CREATE UNIQUE INDEX meeting_pkey ON network.meeting USING btree (region_id, meeting_id)
CREATE UNIQUE INDEX membership_pkey ON network.membership USING btree (membership_id)
CREATE UNIQUE INDEX month_change_pkey ON deployment.month_change USING btree (region_id, institution_id, month)
CREATE UNIQUE INDEX month_fact_pkey ON network.month_fact USING btree (region_id, month_fact_id)
CREATE UNIQUE INDEX month_handout_pkey ON deployment.month_handout USING btree (region_id, institution_id, month, form)
CREATE UNIQUE INDEX month_lock_pkey ON network.month_lock USING btree (region_id, month_lock_id)
CREATE UNIQUE INDEX month_plan_pkey ON deployment.month_plan USING btree (region_id, institution_id, month)
CREATE UNIQUE INDEX no_seat_is_given_twice ON booking.appointment USING btree (region_id, pool_id, seat_no) WHERE active
CREATE UNIQUE INDEX no_show_excuse_pkey ON booking.no_show_excuse USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX no_ticket_number_is_given_twice ON booking.visit USING btree (region_id, session_id, ticket_no)
CREATE UNIQUE INDEX notification_pkey ON platform.notification USING btree (region_id, notification_id)
CREATE UNIQUE INDEX one_access_entry_per_actor_purpose_and_quarter_hour ON records.access_entry USING btree (region_id, resident_id, account, institution_id, purpose, quarter_hour) NULLS NOT DISTINCT
CREATE UNIQUE INDEX one_account_per_member_of_staff ON platform.account USING btree (staff_id)
CREATE UNIQUE INDEX one_agreement_per_code ON network.agreement USING btree (code)
CREATE UNIQUE INDEX one_appointment_per_person_and_session ON booking.appointment USING btree (region_id, session_id, resident_id) WHERE active
CREATE UNIQUE INDEX one_appointment_per_person_department_and_day ON booking.appointment USING btree (region_id, resident_id, local_date, department_key) WHERE active
CREATE UNIQUE INDEX one_centre_kind_per_key ON network.centre_kind USING btree (kind)
CREATE UNIQUE INDEX one_centre_kind_per_name ON network.centre_kind USING btree (name)
CREATE UNIQUE INDEX one_centre_per_code ON network.centre USING btree (code)
CREATE UNIQUE INDEX one_charter_per_version ON network.charter USING btree (consortium_id, version_number)
CREATE UNIQUE INDEX one_complaint_per_visit ON booking.complaint USING btree (region_id, visit_id)
CREATE UNIQUE INDEX one_consortium_per_code ON network.consortium USING btree (code)
CREATE UNIQUE INDEX one_contact_per_appointment_and_cause ON booking.contact USING btree (region_id, appointment_id, cause)
CREATE UNIQUE INDEX one_department_per_code ON network.department USING btree (institution_id, code)
CREATE UNIQUE INDEX one_department_per_name ON network.department USING btree (institution_id, name)
CREATE UNIQUE INDEX one_device_per_code ON network.equipment USING btree (institution_id, code)
CREATE UNIQUE INDEX one_entry_per_day_and_area ON network.calendar_day USING btree (applies_to, local_date)
CREATE UNIQUE INDEX one_face_per_visit ON booking.face USING btree (region_id, visit_id)
CREATE UNIQUE INDEX one_figure_per_month_measure_and_source ON network.month_fact USING btree (region_id, institution_id, department_id, month, measure, source) NULLS NOT DISTINCT
CREATE UNIQUE INDEX one_figure_per_year_and_group ON network.population_figure USING btree (institution_id, year, group_code)
CREATE UNIQUE INDEX one_independent_institution_per_credit_code ON network.institution USING btree (uscc) WHERE ((uscc IS NOT NULL) AND (parent_institution_id IS NULL))
CREATE UNIQUE INDEX one_institution_per_code ON network.institution USING btree (code)
CREATE UNIQUE INDEX one_lead_per_session ON deployment.session_staff USING btree (region_id, session_id) WHERE (role = 'lead'::text)
CREATE UNIQUE INDEX one_live_proxy_per_resident_and_phone ON records.proxy USING btree (region_id, resident_id, phone_index) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX one_measure_per_key ON network.measure USING btree (measure)
CREATE UNIQUE INDEX one_measure_per_name ON network.measure USING btree (name)
CREATE UNIQUE INDEX one_open_appeal_per_person ON booking.appeal USING btree (region_id, resident_id) WHERE (status = 'open'::text)
CREATE UNIQUE INDEX one_open_calendar_per_owner ON deployment.calendar_feed USING btree (region_id, kind, owner_id) WHERE (closed_at IS NULL)
CREATE UNIQUE INDEX one_open_loop_per_kind_and_subject ON platform.loop USING btree (region_id, kind, subject_kind, subject_id) WHERE (status = 'open'::text)
CREATE UNIQUE INDEX one_open_need_per_person_site_and_speciality ON deployment.service_need USING btree (region_id, institution_id, speciality, filed_by) WHERE (status = 'open'::text)
CREATE UNIQUE INDEX one_open_swap_per_person_and_session ON deployment.swap USING btree (region_id, session_id, from_staff_id) WHERE (status = ANY (ARRAY['offered'::text, 'accepted'::text]))
CREATE UNIQUE INDEX one_open_wish_of_a_kind ON booking.wish USING btree (region_id, resident_id, institution_id, speciality) WHERE (status = 'open'::text)
CREATE UNIQUE INDEX one_order_per_appointment ON booking.hospital_order USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX one_pairing_per_code ON network.pairing USING btree (code)
CREATE UNIQUE INDEX one_person_per_licence_number ON network.staff USING btree (licence_number)
CREATE UNIQUE INDEX one_person_per_staff_code ON network.staff USING btree (code)
CREATE UNIQUE INDEX one_photo_per_institution ON network.photo USING btree (institution_id) WHERE (institution_id IS NOT NULL)
CREATE UNIQUE INDEX one_photo_per_person ON network.photo USING btree (staff_id) WHERE (staff_id IS NOT NULL)
CREATE UNIQUE INDEX one_place_per_person_on_a_waiting_list ON booking.waiting USING btree (region_id, session_id, resident_id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]))
CREATE UNIQUE INDEX one_plaque_per_code ON network.plaque USING btree (code)
CREATE UNIQUE INDEX one_resident_per_identity_number_in_a_region ON records.resident_index USING btree (region_id, identity_index)
CREATE UNIQUE INDEX one_room_per_code ON network.room USING btree (institution_id, code)
CREATE UNIQUE INDEX one_room_per_name ON network.room USING btree (institution_id, name)
CREATE UNIQUE INDEX one_row_per_place_in_a_seal ON platform.audit_sealed_row USING btree (region_id, seal_no, "position")
CREATE UNIQUE INDEX one_session_per_day_of_a_series ON deployment.session USING btree (region_id, series_id, series_date)
CREATE UNIQUE INDEX one_team_per_code ON network.team USING btree (code)
CREATE UNIQUE INDEX one_time_per_part_of_the_day ON network.part_of_day USING btree (region_id, institution_id, part) NULLS NOT DISTINCT
CREATE UNIQUE INDEX one_time_per_way_and_mode ON network.travel_time USING btree (from_institution_id, to_institution_id, mode)
CREATE UNIQUE INDEX one_value_per_setting_and_institution ON platform.setting USING btree (region_id, key, institution_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX one_visit_per_appointment ON booking.visit USING btree (region_id, appointment_id) WHERE (appointment_id IS NOT NULL)
CREATE UNIQUE INDEX outbox_pkey ON platform.outbox USING btree (region_id, event_id)
CREATE UNIQUE INDEX pairing_pkey ON network.pairing USING btree (pairing_id)
CREATE UNIQUE INDEX part_of_day_pkey ON network.part_of_day USING btree (part_of_day_id)
CREATE UNIQUE INDEX payment_pkey ON booking.payment USING btree (region_id, payment_id)
CREATE UNIQUE INDEX phone_day_pkey ON booking.phone_day USING btree (region_id, phone, local_date, department_key)
CREATE UNIQUE INDEX photo_pkey ON network.photo USING btree (photo_id)
CREATE UNIQUE INDEX plaque_pkey ON network.plaque USING btree (plaque_id)
CREATE UNIQUE INDEX plaque_tie_activity_pkey ON network.plaque_tie_activity USING btree (region_id, activity_id, plaque_id)
CREATE UNIQUE INDEX population_figure_pkey ON network.population_figure USING btree (population_figure_id)
CREATE UNIQUE INDEX posting_month_pkey ON deployment.posting_month USING btree (region_id, posting_id, month)
CREATE UNIQUE INDEX posting_pkey ON deployment.posting USING btree (region_id, posting_id)
CREATE UNIQUE INDEX practice_site_pkey ON network.practice_site USING btree (practice_site_id)
CREATE UNIQUE INDEX proxy_pkey ON records.proxy USING btree (region_id, proxy_id)
CREATE UNIQUE INDEX referral_note_pkey ON booking.referral_note USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX region_pkey ON platform.region USING btree (region_id)
CREATE UNIQUE INDEX relationship_pkey ON records.relationship USING btree (region_id, relationship_id)
CREATE UNIQUE INDEX resident_booking_state_pkey ON booking.resident_booking_state USING btree (region_id, resident_id)
CREATE UNIQUE INDEX resident_index_pkey ON records.resident_index USING btree (region_id, resident_id)
CREATE UNIQUE INDEX resident_pkey ON records.resident USING btree (region_id, resident_id)
CREATE UNIQUE INDEX resting_seat_pkey ON booking.resting_seat USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX room_pkey ON network.room USING btree (room_id)
CREATE UNIQUE INDEX seat_to_give_back_pkey ON booking.seat_to_give_back USING btree (region_id, appointment_id)
CREATE UNIQUE INDEX series_pkey ON deployment.series USING btree (region_id, series_id)
CREATE UNIQUE INDEX service_certificate_pkey ON deployment.service_certificate USING btree (region_id, certificate_id)
CREATE UNIQUE INDEX service_need_pkey ON deployment.service_need USING btree (region_id, need_id)
CREATE UNIQUE INDEX session_delay_pkey ON booking.session_delay USING btree (region_id, session_id)
CREATE UNIQUE INDEX session_pkey ON deployment.session USING btree (region_id, session_id)
CREATE UNIQUE INDEX session_pkey ON platform.session USING btree (token_hash)
CREATE UNIQUE INDEX session_queue_pkey ON booking.session_queue USING btree (region_id, session_id)
CREATE UNIQUE INDEX share_return_pkey ON booking.share_return USING btree (region_id, pool_id, channel)
CREATE UNIQUE INDEX site_card_pkey ON deployment.site_card USING btree (region_id, institution_id)
CREATE UNIQUE INDEX site_code_try_pkey ON deployment.site_code_try USING btree (region_id, staff_id)
CREATE UNIQUE INDEX slot_pool_pkey ON booking.slot_pool USING btree (region_id, pool_id)
CREATE UNIQUE INDEX slot_source_pkey ON booking.slot_source USING btree (region_id, session_id)
CREATE UNIQUE INDEX speciality_alliance_pkey ON network.speciality_alliance USING btree (consortium_id)
CREATE UNIQUE INDEX staff_pkey ON network.staff USING btree (staff_id)
CREATE UNIQUE INDEX staff_title_pkey ON network.staff_title USING btree (staff_title_id)
CREATE UNIQUE INDEX substitution_pkey ON deployment.substitution USING btree (region_id, substitution_id)
CREATE UNIQUE INDEX swap_pkey ON deployment.swap USING btree (region_id, swap_id)
CREATE UNIQUE INDEX team_member_pkey ON network.team_member USING btree (team_member_id)
CREATE UNIQUE INDEX team_pkey ON network.team USING btree (team_id)
CREATE UNIQUE INDEX the_same_request_is_answered_once ON platform.idempotency USING btree (region_id, actor, endpoint, key)
CREATE UNIQUE INDEX tie_activity_pkey ON network.tie_activity USING btree (region_id, activity_id)
CREATE UNIQUE INDEX travel_time_pkey ON network.travel_time USING btree (travel_time_id)
CREATE UNIQUE INDEX visit_pkey ON booking.visit USING btree (region_id, visit_id)
CREATE UNIQUE INDEX waiting_pkey ON booking.waiting USING btree (region_id, waiting_id)
CREATE UNIQUE INDEX wish_pkey ON booking.wish USING btree (region_id, wish_id)

-- policies
booking.appeal: appeal_definer for r using (region_id = platform.ctx_region()) with check -
booking.appeal: appeal_insert for a using - with check ((region_id = platform.ctx_region()) AND (platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents())))
booking.appeal: appeal_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.appeal: appeal_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.appointment: appointment_definer for * using (region_id = ( SELECT platform.ctx_region() AS ctx_region)) with check (region_id = ( SELECT platform.ctx_region() AS ctx_region))
booking.appointment: appointment_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (booked_by_institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.complaint: complaint_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.complaint: complaint_read for r using ((region_id = platform.ctx_region()) AND (((platform.ctx_kind() = 'staff'::text) AND (institution_id = ANY (platform.ctx_institutions()))) OR ((platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents()))))) with check -
booking.complaint: complaint_update for w using ((region_id = platform.ctx_region()) AND (platform.ctx_kind() = 'staff'::text) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.contact: contact_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.contact: contact_insert for a using - with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.contact: contact_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.contact: contact_update for w using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR ((platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents()))))) with check ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR ((platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents())))))
booking.face: face_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.face: face_read for r using ((region_id = platform.ctx_region()) AND (platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents()))) with check -
booking.hospital_order: hospital_order_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.hospital_order: hospital_order_insert for a using - with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.hospital_order: hospital_order_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.hospital_order: hospital_order_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.hospital_receipt: hospital_receipt_insert for a using - with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.hospital_receipt: hospital_receipt_read for r using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check -
booking.no_show_excuse: excuse_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.no_show_excuse: excuse_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.payment: payment_definer for r using (region_id = platform.ctx_region()) with check -
booking.payment: payment_insert for a using - with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.payment: payment_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.payment: payment_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.phone_day: phone_day_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.referral_note: referral_note_definer for a using - with check (region_id = platform.ctx_region())
booking.referral_note: referral_note_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (from_institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.resident_booking_state: resident_booking_state_definer for * using (region_id = ( SELECT platform.ctx_region() AS ctx_region)) with check (region_id = ( SELECT platform.ctx_region() AS ctx_region))
booking.resident_booking_state: resident_booking_state_read for r using ((region_id = platform.ctx_region()) AND (resident_id = ANY (platform.ctx_open_residents()))) with check -
booking.seat_to_give_back: seat_to_give_back_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.visit: visit_definer for r using (region_id = platform.ctx_region()) with check -
booking.visit: visit_insert for a using - with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.visit: visit_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.visit: visit_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
booking.waiting: waiting_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.waiting: waiting_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (joined_by_institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
booking.wish: wish_definer for * using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region())
booking.wish: wish_own for * using ((region_id = platform.ctx_region()) AND (resident_id = ANY (platform.ctx_open_residents()))) with check ((region_id = platform.ctx_region()) AND (resident_id = ANY (platform.ctx_open_residents())))
platform.loop: loop_definer_read for r using true with check -
platform.loop: loop_definer_update for w using true with check true
platform.loop: loop_insert for a using - with check (region_id = platform.ctx_region())
platform.loop: loop_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())) OR (platform.ctx_kind() = 'job'::text))) with check -
platform.loop: loop_update for w using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (platform.ctx_kind() = 'job'::text))) with check (region_id = platform.ctx_region())
platform.loop_step: loop_step_definer_insert for a using - with check true
platform.loop_step: loop_step_insert for a using - with check (region_id = platform.ctx_region())
platform.loop_step: loop_step_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (platform.ctx_kind() = 'job'::text))) with check -
platform.notification: notification_definer_read for r using true with check -
platform.notification: notification_insert for a using - with check true
platform.notification: notification_read for r using ((region_id = platform.ctx_region()) AND ((platform.ctx_kind() = 'job'::text) OR ((NOT is_secret) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())) OR ((account_id)::text = platform.ctx_account()))))) with check -
platform.notification: notification_read_mark for w using ((region_id = platform.ctx_region()) AND (platform.ctx_kind() = 'resident'::text) AND (resident_id = ANY (platform.ctx_open_residents()))) with check (region_id = platform.ctx_region())
platform.notification: notification_update for w using ((platform.ctx_kind() = 'job'::text) OR ((account_id)::text = platform.ctx_account())) with check true
records.access_entry: access_entry_by_function for * using true with check true
records.access_entry: access_entry_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
records.break_glass: break_glass_by_function for * using true with check true
records.break_glass: break_glass_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
records.break_glass: break_glass_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
records.break_glass_count: break_glass_count_by_function for * using true with check true
records.code_request: code_request_by_function for * using true with check true
records.proxy: proxy_by_function for * using true with check true
records.proxy: proxy_read for r using ((region_id = platform.ctx_region()) AND ((resident_id = ANY (platform.ctx_open_residents())) OR (proxy_account = platform.ctx_account()))) with check -
records.proxy: proxy_update for w using ((region_id = platform.ctx_region()) AND ((resident_id = ANY (platform.ctx_open_residents())) OR (proxy_account = platform.ctx_account()))) with check ((region_id = platform.ctx_region()) AND ((resident_id = ANY (platform.ctx_open_residents())) OR (proxy_account = platform.ctx_account())))
records.relationship: relationship_by_function for * using true with check true
records.relationship: relationship_read for r using ((region_id = platform.ctx_region()) AND ((institution_id = ANY (platform.ctx_institutions())) OR (resident_id = ANY (platform.ctx_open_residents())))) with check -
records.relationship: relationship_update for w using ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions()))) with check ((region_id = platform.ctx_region()) AND (institution_id = ANY (platform.ctx_institutions())))
records.resident: resident_by_function for * using true with check true
records.resident: resident_read for r using ((region_id = platform.ctx_region()) AND (resident_id = ANY (platform.ctx_open_residents()))) with check -
records.resident_index: resident_index_by_function for * using true with check true

-- grants
booking.appeal: doorstep_booking SELECT
booking.appeal: doorstep_server INSERT, SELECT, UPDATE
booking.appointment: doorstep_booking INSERT, SELECT, UPDATE
booking.appointment: doorstep_server SELECT
booking.complaint: doorstep_booking INSERT, SELECT
booking.complaint: doorstep_server SELECT, UPDATE
booking.contact: doorstep_booking SELECT, UPDATE
booking.contact: doorstep_server INSERT, SELECT, UPDATE
booking.face: doorstep_booking INSERT, SELECT
booking.face: doorstep_server SELECT
booking.hospital_line: doorstep_server INSERT, SELECT, UPDATE
booking.hospital_order: doorstep_booking SELECT, UPDATE
booking.hospital_order: doorstep_server INSERT, SELECT, UPDATE
booking.hospital_receipt: doorstep_server INSERT, SELECT
booking.no_show_excuse: doorstep_booking INSERT, SELECT
booking.no_show_excuse: doorstep_server SELECT
booking.payment: doorstep_booking SELECT
booking.payment: doorstep_server INSERT, SELECT, UPDATE
booking.phone_day: doorstep_booking INSERT, SELECT, UPDATE
booking.referral_note: doorstep_booking INSERT
booking.referral_note: doorstep_server SELECT
booking.resident_booking_state: doorstep_booking INSERT, SELECT, UPDATE
booking.resident_booking_state: doorstep_server SELECT
booking.resting_seat: doorstep_booking INSERT, SELECT, UPDATE
booking.seat_to_give_back: doorstep_booking DELETE, INSERT, SELECT
booking.session_delay: doorstep_booking SELECT
booking.session_delay: doorstep_server INSERT, SELECT, UPDATE
booking.session_queue: doorstep_server INSERT, SELECT, UPDATE
booking.share_return: doorstep_booking INSERT, SELECT
booking.share_return: doorstep_server SELECT
booking.slot_pool: doorstep_booking INSERT, SELECT, UPDATE
booking.slot_pool: doorstep_server INSERT, SELECT
booking.slot_source: doorstep_booking SELECT, UPDATE
booking.slot_source: doorstep_server DELETE, INSERT, SELECT, UPDATE
booking.visit: doorstep_booking SELECT
booking.visit: doorstep_server INSERT, SELECT, UPDATE
booking.waiting: doorstep_booking INSERT, SELECT, UPDATE
booking.waiting: doorstep_server SELECT
booking.wish: doorstep_booking INSERT, SELECT, UPDATE
booking.wish: doorstep_server INSERT, SELECT, UPDATE
deployment.absence: doorstep_server INSERT, SELECT, UPDATE
deployment.attendance: doorstep_server INSERT, SELECT
deployment.calendar_feed: doorstep_server INSERT, SELECT, UPDATE
deployment.certificate_number: doorstep_server INSERT, SELECT, UPDATE
deployment.closing_sheet: doorstep_server INSERT, SELECT, UPDATE
deployment.diary: doorstep_server INSERT, SELECT, UPDATE
deployment.evening_card: doorstep_server INSERT, SELECT
deployment.leave_request: doorstep_server INSERT, SELECT, UPDATE
deployment.month_change: doorstep_server INSERT, SELECT, UPDATE
deployment.month_handout: doorstep_server INSERT, SELECT, UPDATE
deployment.month_plan: doorstep_server INSERT, SELECT, UPDATE
deployment.posting: doorstep_server INSERT, SELECT, UPDATE
deployment.posting_month: doorstep_server INSERT, SELECT, UPDATE
deployment.series: doorstep_server INSERT, SELECT
deployment.service_certificate: doorstep_server INSERT, SELECT
deployment.service_need: doorstep_server INSERT, SELECT, UPDATE
deployment.session: doorstep_server DELETE, INSERT, SELECT, UPDATE
deployment.session_staff: doorstep_server DELETE, INSERT, SELECT, UPDATE
deployment.site_card: doorstep_server INSERT, SELECT, UPDATE
deployment.site_code_try: doorstep_server DELETE, INSERT, SELECT, UPDATE
deployment.substitution: doorstep_server INSERT, SELECT
deployment.swap: doorstep_server INSERT, SELECT, UPDATE
network.agreement: doorstep_server INSERT, SELECT, UPDATE
network.agreement_party: doorstep_server INSERT, SELECT
network.alliance_department: doorstep_server INSERT, SELECT, UPDATE
network.basic_equipment: doorstep_server SELECT
network.bed_group: doorstep_server INSERT, SELECT, UPDATE
network.calendar_day: doorstep_server INSERT, SELECT, UPDATE
network.catchment: doorstep_server INSERT, SELECT, UPDATE
network.centre: doorstep_server INSERT, SELECT, UPDATE
network.centre_kind: doorstep_server INSERT, SELECT, UPDATE
network.centre_member: doorstep_server INSERT, SELECT, UPDATE
network.charter: doorstep_server INSERT, SELECT
network.consortium: doorstep_server INSERT, SELECT, UPDATE
network.cost_rule: doorstep_server INSERT, SELECT, UPDATE
network.council_seat: doorstep_server INSERT, SELECT, UPDATE
network.department: doorstep_server INSERT, SELECT, UPDATE
network.equipment: doorstep_server INSERT, SELECT, UPDATE
network.equipment_kind: doorstep_server SELECT
network.extended_clinic: doorstep_server INSERT, SELECT, UPDATE
network.fact_reporter: doorstep_server INSERT, SELECT, UPDATE
network.fee_item: doorstep_server INSERT, SELECT, UPDATE
network.goal: doorstep_server SELECT
network.goal_report: doorstep_server INSERT, SELECT
network.institution: doorstep_server INSERT, SELECT, UPDATE
network.insurance_designation: doorstep_server INSERT, SELECT, UPDATE
network.measure: doorstep_server INSERT, SELECT, UPDATE
network.measure_choice: doorstep_server INSERT, SELECT, UPDATE
network.meeting: doorstep_server INSERT, SELECT, UPDATE
network.meeting_action: doorstep_server INSERT, SELECT
network.meeting_addendum: doorstep_server INSERT, SELECT
network.meeting_institution: doorstep_server INSERT, SELECT
network.meeting_person: doorstep_server INSERT, SELECT, UPDATE
network.membership: doorstep_server INSERT, SELECT, UPDATE
network.month_fact: doorstep_server DELETE, INSERT, SELECT, UPDATE
network.month_lock: doorstep_server INSERT, SELECT, UPDATE
network.pairing: doorstep_server INSERT, SELECT, UPDATE
network.part_of_day: doorstep_server INSERT, SELECT, UPDATE
network.photo: doorstep_server DELETE, INSERT, SELECT
network.plaque: doorstep_server INSERT, SELECT, UPDATE
network.plaque_activity: doorstep_server INSERT, SELECT
network.plaque_tie_activity: doorstep_server INSERT, SELECT
network.population_figure: doorstep_server INSERT, SELECT, UPDATE
network.practice_site: doorstep_server INSERT, SELECT, UPDATE
network.room: doorstep_server INSERT, SELECT, UPDATE
network.speciality_alliance: doorstep_server INSERT, SELECT, UPDATE
network.staff: doorstep_server INSERT, SELECT, UPDATE
network.staff_title: doorstep_server INSERT, SELECT, UPDATE
network.team: doorstep_server INSERT, SELECT, UPDATE
network.team_member: doorstep_server INSERT, SELECT, UPDATE
network.tie_activity: doorstep_server INSERT, SELECT, UPDATE
network.tie_activity_count: doorstep_server INSERT, SELECT
network.tie_activity_person: doorstep_server INSERT, SELECT
network.travel_time: doorstep_server INSERT, SELECT, UPDATE
platform.account: doorstep_server INSERT, SELECT, UPDATE
platform.account_resident: doorstep_server INSERT, SELECT, UPDATE
platform.account_role: doorstep_server DELETE, INSERT, SELECT
platform.audit: doorstep_booking INSERT
platform.audit: doorstep_server INSERT, SELECT
platform.audit_seal: doorstep_server INSERT, SELECT
platform.audit_sealed_row: doorstep_server INSERT, SELECT
platform.clock: doorstep_server INSERT, SELECT, UPDATE
platform.demo_load: doorstep_server INSERT, SELECT, UPDATE
platform.idempotency: doorstep_booking INSERT, SELECT
platform.idempotency: doorstep_server DELETE, INSERT, SELECT, UPDATE
platform.login: doorstep_server DELETE, INSERT, SELECT, UPDATE
platform.login_code: doorstep_server DELETE, INSERT, SELECT, UPDATE
platform.loop: doorstep_platform SELECT, UPDATE
platform.loop: doorstep_server INSERT, SELECT, UPDATE
platform.loop_step: doorstep_platform INSERT
platform.loop_step: doorstep_server INSERT, SELECT
platform.notification: doorstep_platform SELECT
platform.notification: doorstep_server INSERT, SELECT, UPDATE
platform.outbox: doorstep_booking INSERT
platform.outbox: doorstep_server DELETE, INSERT, SELECT, UPDATE
platform.region: doorstep_server INSERT, SELECT, UPDATE
platform.session: doorstep_server DELETE, INSERT, SELECT, UPDATE
platform.setting: doorstep_server DELETE, INSERT, SELECT, UPDATE
records.access_entry: doorstep_records INSERT, SELECT, UPDATE
records.access_entry: doorstep_server SELECT
records.break_glass: doorstep_records INSERT, SELECT, UPDATE
records.break_glass: doorstep_server SELECT
records.break_glass_count: doorstep_records INSERT, SELECT, UPDATE
records.card_bridge: doorstep_server INSERT, SELECT
records.code_request: doorstep_records INSERT, SELECT, UPDATE
records.directory_person: doorstep_records INSERT, SELECT, UPDATE
records.directory_person_resident: doorstep_records INSERT, SELECT, UPDATE
records.proxy: doorstep_records INSERT, SELECT, UPDATE
records.proxy: doorstep_server SELECT
records.relationship: doorstep_records INSERT, SELECT, UPDATE
records.relationship: doorstep_server SELECT
records.resident: doorstep_records INSERT, SELECT, UPDATE
records.resident: doorstep_server SELECT
records.resident_index: doorstep_records INSERT, SELECT, UPDATE
records.used_proof: doorstep_server INSERT

-- functions
booking.accept_offer(p_region integer, p_appointment uuid, p_now timestamp with time zone) returns void md5 b431801774fad41ad3ea5d303fdd6cce
booking.add_extra_seat(p_region integer, p_now timestamp with time zone, p_limit integer, p_pool uuid, p_resident uuid, p_appointment uuid, p_actor text, p_institution uuid, p_reason text) returns text security definer doorstep_booking md5 38e6833be6832c938fd347afcfa7f636
booking.answered_visits(p_region integer, p_institution uuid, p_date date) returns TABLE(visit_id uuid) security definer doorstep_booking md5 2f45d64d9e259012b937fd148a6f603c
booking.arrive(p_region integer, p_appointment uuid, p_now timestamp with time zone, p_limit integer, p_since timestamp with time zone) returns text security definer doorstep_booking md5 24685747be70135463b71930e3c52362
booking.book_batch(p_region integer, p_now timestamp with time zone, p_hold_until timestamp with time zone, p_person_limit integer, p_day_limit integer, p_month_limit integer, p_phone_limit integer, p_pool uuid[], p_resident uuid[], p_channel integer[], p_is_hold boolean[], p_appointment uuid[], p_actor text[], p_phone text[], p_institution uuid[], p_agent_relation text[], p_agent_name text[], p_endpoint text[], p_key text[], p_hash bytea[], p_request text[]) returns text security definer doorstep_booking md5 e32ef434c44ca98b53cff442fea05bb7
booking.book_referred(p_region integer, p_now timestamp with time zone, p_person_limit integer, p_day_limit integer, p_month_limit integer, p_pool uuid, p_resident uuid, p_appointment uuid, p_actor text, p_institution uuid, p_note text) returns text security definer doorstep_booking md5 82b486583e6e455037fdccbea61b6fe5
booking.booked_in(p_region integer, p_session uuid) returns SETOF booking.appointment security definer doorstep_booking md5 3e0aeed112ccb18a730cc9618c81d92d
booking.cancel_appointment(p_region integer, p_appointment uuid, p_now timestamp with time zone, p_actor text, p_cause text, p_reason text, p_rest_until timestamp with time zone, p_hot_minutes integer) returns text security definer doorstep_booking md5 974f08c645a565c0d7708b973e7b2655
booking.close_one(p_region integer, p_resident uuid) returns void md5 bd0c02333f5707ec01dce5b46971d913
booking.confirm_hold(p_region integer, p_appointment uuid, p_now timestamp with time zone, p_event uuid) returns text security definer doorstep_booking md5 38bf8b6e02437def521fb6eba6980de7
booking.count_waiting(p_region integer, p_sessions uuid[]) returns void md5 cf0e38e35359276a86399ede36ac3d76
booking.counted_no_shows(p_region integer, p_resident uuid, p_since date) returns integer md5 0350594b3a3c63e56c3391d147b9d556
booking.excuse_no_show(p_region integer, p_appointment uuid, p_now timestamp with time zone, p_actor text, p_reason text, p_note text, p_limit integer, p_since timestamp with time zone) returns text security definer doorstep_booking md5 854e5993482d96e8427807c66fabbb60
booking.expire_holds(p_region integer, p_resident uuid, p_session uuid, p_now timestamp with time zone) returns void md5 5563333a288edd74374e21995113cf91
booking.face_counts(p_region integer, p_institution uuid, p_from date, p_to date) returns TABLE(session_id uuid, seen integer, good integer, fair integer, bad integer, at_desk integer) security definer doorstep_booking md5 7209a481dfd1e58e25e39ae334595168
booking.free_seat(p_region integer, p_row booking.appointment, p_now timestamp with time zone, p_rest_until timestamp with time zone, p_hot_minutes integer) returns void md5 42f7e1348e32f9d6a7ae0e37469920f8
booking.give_face(p_region integer, p_visit uuid, p_face text, p_words text, p_complaint uuid, p_since timestamp with time zone, p_now timestamp with time zone) returns text security definer doorstep_booking md5 b9206938c164d0b4b3081d04a4a87401
booking.grant_appeal(p_region integer, p_appeal uuid, p_now timestamp with time zone, p_actor text, p_since timestamp with time zone) returns integer security definer doorstep_booking md5 369bcd3d0c82ffd9c19fc07267c38a98
booking.instant_text(p_at timestamp with time zone) returns text md5 d41d8cd98f00b204e9800998ecf8427e
booking.is_activity(p_department_key text) returns boolean md5 d41d8cd98f00b204e9800998ecf8427e
booking.join_waiting(p_region integer, p_now timestamp with time zone, p_limit integer, p_wish uuid, p_waiting uuid[], p_sessions uuid[], p_resident uuid, p_channel integer, p_rank integer, p_actor text, p_institution uuid, p_agent_relation text, p_agent_name text) returns TABLE(session_id uuid, outcome text, waiting_id uuid) security definer doorstep_booking md5 14e10bdca811bbb8241d00b1cd19aba9
booking.lapsed_holds(p_region integer, p_pools uuid[], p_now timestamp with time zone) returns TABLE(pool_id uuid, quota_channel smallint, seats integer) security definer doorstep_booking md5 2f2853b10f4410402897f05bc40120bc
booking.leave_waiting(p_region integer, p_waiting uuid, p_now timestamp with time zone, p_actor text) returns text security definer doorstep_booking md5 b16e26ea25d1392d805b054ff8dc744b
booking.lift_suspension(p_region integer, p_resident uuid, p_now timestamp with time zone, p_limit integer, p_since timestamp with time zone) returns void md5 4507a719f58bee368140095761bfe2a8
booking.live_on_phone(p_region integer, p_ids uuid[], p_date date, p_department text, p_now timestamp with time zone) returns uuid[] md5 5438a3145d8b8bd3f354111ffdf85e41
booking.lobby_queue(p_region integer, p_institution uuid, p_date date) returns TABLE(session_id uuid, ticket_no integer, masked_name text, status text, call_count integer, called_at timestamp with time zone, queue_key double precision, channel smallint, priority text) security definer doorstep_booking md5 7d5cd32a81fc1055136c8bc541137240
booking.lock_appointment(p_region integer, p_appointment uuid) returns booking.appointment md5 08d7ce168087f745fead501c51ad3e29
booking.lock_for(p_region integer, p_pools uuid[], p_residents uuid[], p_now timestamp with time zone) returns void md5 ebb68f9fa433709c7d7f5610bbe964c3
booking.lock_phones(p_region integer, p_phone text[], p_date date[], p_department text[]) returns void md5 13ecc144f6571e5083be51c39df98c4e
booking.lock_session(p_region integer, p_session uuid) returns void md5 9269fcae85631e813ed9e1bc5683149b
booking.lock_wish(p_region integer, p_appointment uuid, p_now timestamp with time zone) returns void md5 700561fd2b1e20caa712d9cefe6ae68b
booking.locked_status(p_region integer, p_appointment uuid) returns text security definer doorstep_booking md5 f3d5c2314fde4e51c68ebd8bdc909e69
booking.log_share_returns(p_region integer, p_now timestamp with time zone) returns integer security definer doorstep_booking md5 43f0192c7f0d01cfd7b82462078da206
booking.lose_seat(p_region integer, p_appointment uuid, p_now timestamp with time zone) returns void security definer doorstep_booking md5 826c2227bebed66ae517f0e6dd761be3
booking.make_wish(p_region integer, p_wish uuid, p_resident uuid, p_institution uuid, p_speciality text, p_limit integer, p_now timestamp with time zone, p_actor text) returns uuid security definer doorstep_booking md5 f9551270cd470732b95d13889bad921e
booking.mark_no_shows(p_region integer, p_now timestamp with time zone, p_limit integer, p_since timestamp with time zone, p_suspend_until timestamp with time zone) returns TABLE(appointment_id uuid, pool_id uuid, session_id uuid, resident_id uuid, institution_id uuid, seat_no integer, channel smallint, counted integer, suspended_until timestamp with time zone) security definer doorstep_booking md5 b9842c7e1b8486d4b4780d4e3a32ca6d
booking.may_touch(p_appointment booking.appointment) returns boolean md5 d41d8cd98f00b204e9800998ecf8427e
booking.may_touch_waiting(p_row booking.waiting) returns boolean md5 d41d8cd98f00b204e9800998ecf8427e
booking.meet_wishes(p_region integer, p_session uuid, p_institution uuid, p_speciality text, p_now timestamp with time zone) returns TABLE(wish_id uuid, resident_id uuid) security definer doorstep_booking md5 ca939a129c2b69d024e399cd53230de0
booking.month_of(p_date date) returns date md5 d41d8cd98f00b204e9800998ecf8427e
booking.move_session(p_region integer, p_session uuid, p_now timestamp with time zone, p_date date, p_institution uuid, p_department text) returns SETOF booking.appointment security definer doorstep_booking md5 87dad9cb54d866bf96ef1b1c2772850a
booking.next_return(p_region integer, p_pool uuid) returns timestamp with time zone md5 80cd48af4436c7e4f472305cd551ecd4
booking.note_for_hospital(p_region integer, p_session uuid, p_appointments uuid[], p_now timestamp with time zone) returns void md5 716bce358145451129cd86c16b8a91b2
booking.note_phones(p_region integer, p_phone text[], p_date date[], p_department text[], p_appointment uuid[], p_seat integer[], p_now timestamp with time zone) returns void md5 acf4c00751710c1b0eda513010ee0ea0
booking.note_waiting_call(p_region integer, p_waiting uuid, p_now timestamp with time zone, p_outcome text) returns text security definer doorstep_booking md5 5a1fc5c92770aa7ec8ca22b1e941f7ea
booking.offer_seats(p_region integer, p_session uuid, p_now timestamp with time zone, p_until timestamp with time zone, p_person_limit integer, p_day_limit integer, p_month_limit integer, p_phone_limit integer, p_ids uuid[]) returns SETOF booking.waiting security definer doorstep_booking md5 47d36c56144a10a6113a3aa8bce7f400
booking.open_activities(p_region integer, p_resident uuid) returns integer md5 f31a4b8c823af039690825d6b4428a26
booking.orders_by_session(p_region integer, p_sessions uuid[]) returns TABLE(session_id uuid, state text, orders integer) security definer doorstep_booking md5 667686de817f1689b6f794a375d224ce
booking.pause_for_cancels(p_region integer, p_resident uuid, p_since timestamp with time zone, p_limit integer, p_until timestamp with time zone, p_zone text) returns boolean security definer doorstep_booking md5 8148e88ba671899afa757b0e18196d06
booking.paying_channel(p_pool booking.slot_pool, p_channel integer, p_now timestamp with time zone) returns integer md5 d41d8cd98f00b204e9800998ecf8427e
booking.phone_of(p_actor text) returns text md5 d41d8cd98f00b204e9800998ecf8427e
booking.pool_refusal(p_pool booking.slot_pool, p_channel integer, p_now timestamp with time zone) returns text md5 d41d8cd98f00b204e9800998ecf8427e
booking.pools_of(p_region integer, p_sessions uuid[]) returns uuid[] md5 39a322c1eac413e88da9eb196da8f350
booking.refusal_body(p_code text, p_details text) returns text md5 d41d8cd98f00b204e9800998ecf8427e
booking.refusal_status(p_code text) returns integer md5 d41d8cd98f00b204e9800998ecf8427e
booking.reschedule_appointment(p_region integer, p_now timestamp with time zone, p_person_limit integer, p_day_limit integer, p_month_limit integer, p_phone_limit integer, p_appointment uuid, p_pool uuid, p_channel integer, p_new uuid, p_actor text, p_phone text, p_institution uuid, p_cause_reason text, p_agent_relation text, p_agent_name text, p_rest_until timestamp with time zone, p_hot_minutes integer) returns text security definer doorstep_booking md5 998c50e8be83b314ee7096c430930878
booking.sessions_with_waiting(p_region integer, p_now timestamp with time zone) returns TABLE(session_id uuid, institution_id uuid) security definer doorstep_booking md5 2ff805c069b2ce5c6caa7e4871f9a68d
booking.stop_figures(p_region integer, p_session uuid, p_now timestamp with time zone, OUT people integer, OUT without_phone integer, OUT paid integer, OUT paid_fen integer) returns record security definer doorstep_booking md5 891888f3ee594041ca0d67d5f0941a22
booking.stop_session(p_region integer, p_session uuid, p_now timestamp with time zone, p_actor text) returns SETOF booking.appointment security definer doorstep_booking md5 2512fb8c18e5d16054164b432d2a2975
booking.take_back(p_region integer, p_appointment uuid, p_now timestamp with time zone, p_actor text, p_reason text) returns text security definer doorstep_booking md5 b96cb3ec22a5b4c4befd40880fbc24af
booking.take_blocks_due(p_region integer, p_now timestamp with time zone) returns TABLE(session_id uuid, institution_id uuid) security definer doorstep_booking md5 2fcb90f01e6ffc2df8b3f756142554b5
booking.take_calls_due(p_region integer, p_now timestamp with time zone) returns TABLE(contact_id uuid, appointment_id uuid, institution_id uuid, resident_id uuid, session_id uuid) security definer doorstep_booking md5 f080fe751f6fa447bbae4606033750bd
booking.take_calls_over(p_region integer, p_now timestamp with time zone) returns TABLE(contact_id uuid, institution_id uuid) security definer doorstep_booking md5 33537c4d45bc115e6db49f85166c8437
booking.take_hospital_steps(p_region integer, p_now timestamp with time zone, p_lease timestamp with time zone) returns TABLE(order_id uuid, institution_id uuid) security definer doorstep_booking md5 6045bb5a77c64bf40b346201f0c8e7bb
booking.take_reminders(p_region integer, p_now timestamp with time zone, p_date date) returns TABLE(appointment booking.appointment, starts_at timestamp with time zone) security definer doorstep_booking md5 c3a2d076ee0123c2dce1d2ad38bc43ec
booking.take_rested(p_region integer, p_pool uuid, p_now timestamp with time zone) returns integer[] md5 5c38d99f2baa45deabe016a2c4ef91fa
booking.visit_facts(p_region integer, p_resident uuid, p_institution uuid, p_department text, p_date date, OUT insurance_type text, OUT insured_place text, OUT is_first boolean) returns record security definer doorstep_booking md5 53205a1cf8c90bce1f4c72986da5e353
booking.waiting_in(p_region integer, p_session uuid) returns SETOF booking.waiting security definer doorstep_booking md5 8940e3de04d32b6569a7ff21c1faa362
booking.waiting_places(p_region integer, p_waiting uuid[]) returns TABLE(waiting_id uuid, ahead integer, waiting integer) security definer doorstep_booking md5 eac3970dceb5d85aa4ba1d11fa8bc4de
booking.was_hot(p_pool booking.slot_pool, p_row booking.appointment, p_hot_minutes integer) returns boolean md5 0b57385d6c380f4959e6d8febae655ca
platform.close_loop(p_region integer, p_step uuid, p_kind text, p_subject_kind text, p_subject_id text, p_outcome text, p_note text, p_by text, p_now timestamp with time zone) returns uuid security definer doorstep_platform md5 343423ee0b8e8227314ccda752848574
platform.ctx_account() returns text md5 d41d8cd98f00b204e9800998ecf8427e
platform.ctx_institution() returns uuid md5 d41d8cd98f00b204e9800998ecf8427e
platform.ctx_institutions() returns uuid[] md5 d41d8cd98f00b204e9800998ecf8427e
platform.ctx_kind() returns text md5 d41d8cd98f00b204e9800998ecf8427e
platform.ctx_open_residents() returns uuid[] md5 d41d8cd98f00b204e9800998ecf8427e
platform.ctx_region() returns integer md5 d41d8cd98f00b204e9800998ecf8427e
platform.demo_outbox(p_region integer, p_channel text, p_before timestamp with time zone, p_before_id uuid, p_limit integer) returns SETOF platform.notification security definer doorstep_platform md5 60fc71948e7bff1bc7b5126337e84fb0
platform.loops_about(p_region integer, p_kind text, p_subject_kind text, p_subject_ids text[]) returns SETOF platform.loop security definer doorstep_platform md5 e94d9f52e3c06ab0050c19d2eb03da72
platform.set_context(p_kind text, p_account text, p_region integer, p_institution uuid, p_institutions uuid[], p_open_residents uuid[], p_purpose text) returns void md5 02c8a0fe4556f0eb59d9e464e4603461
records.add_proxy(p_region integer, p_proxy uuid, p_resident uuid, p_account text, p_name text, p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea, p_relation text, p_proof text, p_now timestamp with time zone, p_until timestamp with time zone, p_reconfirm_on date, p_request uuid) returns boolean security definer doorstep_records md5 b4665a53e9a0b530fee9bcd17a7a8ddd
records.ask_code(p_region integer, p_request uuid, p_kind text, p_resident uuid, p_code_hash bytea, p_now timestamp with time zone, p_expires timestamp with time zone, p_limit integer) returns boolean security definer doorstep_records md5 399e4b7d6f09611dfc19c0944778692a
records.break_glass(p_region integer, p_resident uuid, p_id uuid, p_reason text, p_actor_name text, p_now timestamp with time zone, p_until timestamp with time zone, p_local_date date, p_limit integer) returns integer security definer doorstep_records md5 4f0491e8d3e19c9ffd78dc9bb3f08631
records.coverage_of(p_region integer, p_resident uuid, OUT insurance_type text, OUT insured_place text) returns record security definer doorstep_records md5 2ef080c16bc674f0aea1da95fbb27bae
records.demo_card(p_region integer, p_resident uuid, OUT identity_type text, OUT identity_cipher bytea, OUT name text, OUT sex text, OUT birth_date date, OUT address_cipher bytea) returns record security definer doorstep_records md5 604aae5eea5292c9c99b2dfeced13fb3
records.demo_residents(p_region integer, p_limit integer) returns TABLE(resident_id uuid, name text, masked_number text) security definer doorstep_records md5 2913b7d638838a8b6f388ff8e5d14048
records.end_relationship(p_region integer, p_resident uuid, p_institution uuid, p_act text, p_source text, p_reason text, p_now timestamp with time zone) returns boolean security definer doorstep_records md5 6b009fd8bb00e381ff6653e5f1e0c031
records.find_resident(p_region integer, p_identity_index bytea, p_phone_index bytea, p_tail_index bytea, p_phone_tail_index bytea, p_name text, p_letters text, p_birth_date date, p_now timestamp with time zone, p_limit integer) returns TABLE(resident_id uuid, name text, sex text, birth_date date, masked_number text, masked_phone text, related boolean, demo boolean) security definer doorstep_records md5 f3412857d51f4913661e18bbaf4ce594
records.grant_relationship(p_region integer, p_id uuid, p_resident uuid, p_institution uuid, p_act text, p_is_own_booking boolean, p_proof text, p_source text, p_staff uuid, p_team uuid, p_from timestamp with time zone, p_until timestamp with time zone, p_now timestamp with time zone, OUT relationship_id uuid, OUT valid_until timestamp with time zone, OUT is_new boolean) returns record security definer doorstep_records md5 0210f9cfdd33d0d8aace6b147749cbc8
records.ground_of(p_region integer, p_resident uuid, p_now timestamp with time zone, OUT act text, OUT scope text) returns record md5 45e347c8d7a0346fb425ac6488657deb
records.known_residents(p_region integer, p_residents uuid[], p_now timestamp with time zone) returns TABLE(resident_id uuid, name text, sex text, birth_date date, identity_type text, masked_number text, identity_status text, masked_phone text, insurance_type text, insured_place text, residence_kind text, demo boolean, has_guardian boolean, phone_to_confirm boolean) security definer doorstep_records md5 5421f21b5324337cfbe900fabb8ad48d
records.link_self(p_region integer, p_identity_index bytea, p_name text, p_phone_index bytea) returns uuid security definer doorstep_records md5 706e73bd96d9821b12226ff153c5bfb9
records.may_grant(p_region integer, p_resident uuid, p_institution uuid, p_act text, p_now timestamp with time zone) returns boolean md5 ac7d395e3ae79055c7522e93e42bc500
records.names_of(p_region integer, p_residents uuid[], OUT resident_ids uuid[], OUT names text[]) returns record security definer doorstep_records md5 8bbfb42975931d173ec9fa53de0527e3
records.open_record(p_region integer, p_resident uuid, p_purpose text, p_now timestamp with time zone, p_entry_id uuid, p_actor_name text) returns text security definer doorstep_records md5 2a8bd713be45faf017b62adf6597ed02
records.phone_to_notify(p_region integer, p_resident uuid, p_now timestamp with time zone, OUT phone_cipher bytea, OUT masked_phone text, OUT own boolean) returns record security definer doorstep_records md5 593221f8b27d4efc9a38dd88d9f917a4
records.register_resident(p_region integer, p_resident uuid, p_person uuid, p_name text, p_masked_name text, p_pinyin text, p_initials text, p_sex text, p_birth_date date, p_identity_type text, p_identity_cipher bytea, p_masked_number text, p_identity_status text, p_identity_index bytea, p_identity_tail_index bytea, p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea, p_phone_tail_index bytea, p_address_cipher bytea, p_insurance_type text, p_insured_place text, p_residence_kind text, p_household_place text, p_demo boolean, p_now timestamp with time zone, OUT outcome text, OUT resident_id uuid) returns record security definer doorstep_records md5 28274e560336c994b4b1c76fb107e0a6
records.resident_of_identity(p_region integer, p_identity_index bytea, p_name text, p_phone_index bytea) returns uuid security definer doorstep_records md5 cdf0050706197b3e93161283fd0a0c93
records.scope_of(p_region integer, p_resident uuid, p_institution uuid, p_act text, p_is_own_booking boolean, p_now timestamp with time zone) returns text md5 1968abd1de37cd6cb7c79673ff551041
records.try_code(p_region integer, p_kind text, p_request uuid, p_resident uuid, p_code_hash bytea, p_now timestamp with time zone, OUT matched boolean, OUT tries_left integer, OUT resident_id uuid, OUT request_id uuid, OUT birth_date date) returns record security definer doorstep_records md5 7fc2987eb221e4ab3157792bcbff6d30
records.update_resident(p_region integer, p_resident uuid, p_version integer, p_name text, p_masked_name text, p_pinyin text, p_initials text, p_sex text, p_birth_date date, p_identity_type text, p_identity_cipher bytea, p_masked_number text, p_identity_status text, p_identity_index bytea, p_identity_tail_index bytea, p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea, p_phone_tail_index bytea, p_address_cipher bytea, p_insurance_type text, p_insured_place text, p_residence_kind text, p_household_place text, p_phone_to_confirm boolean, p_now timestamp with time zone) returns integer security definer doorstep_records md5 c5754ee8b9ddfb3869e7b4065cfcf0d2
