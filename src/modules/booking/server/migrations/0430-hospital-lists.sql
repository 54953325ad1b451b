-- What a site's office and its administrator look through: sessions of a hospital, and how its system answered lately.
create index source_of_institution on booking.slot_source (region_id, institution_id, declared_at);
create index receipt_of_institution on booking.hospital_receipt (region_id, institution_id, at);
-- Said by mistake before anybody booked: the seats are ours again, and no row is left.
grant delete on booking.slot_source to doorstep_server;
