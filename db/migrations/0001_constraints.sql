-- What drizzle-kit cannot say: sort keys that compare by bytes, keys across domains that would make files import each
-- other, the exclusion of overlapping confirmed bookings, and the logs that only grow.
ALTER TABLE "groups" ALTER COLUMN "sort_key" TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "venues" ALTER COLUMN "sort_key" TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "people" ALTER COLUMN "sort_key" TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "districts" ALTER COLUMN "sort_key" TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_home_venue_fk" FOREIGN KEY ("home_venue_id") REFERENCES "venues"("id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_fk" FOREIGN KEY ("merged_into_id") REFERENCES "people"("id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_activity_fk" FOREIGN KEY ("activity_id") REFERENCES "activities"("id");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_group_fk" FOREIGN KEY ("group_id") REFERENCES "groups"("id");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_activity_fk" FOREIGN KEY ("activity_id") REFERENCES "activities"("id");--> statement-breakpoint
ALTER TABLE "check_in_entries" ADD CONSTRAINT "check_in_entries_refers_fk" FOREIGN KEY ("refers_to_id") REFERENCES "check_in_entries"("id");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_entrance_photo_fk" FOREIGN KEY ("entrance_photo_id") REFERENCES "files"("id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_no_overlap" EXCLUDE USING gist ("space_id" WITH =, "during" WITH &&) WHERE ("status" = 'confirmed');--> statement-breakpoint
CREATE UNIQUE INDEX "hosts_one_lead" ON "hosts" ("activity_id") WHERE "role" = 'lead';--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "check_in_entries_append_only" BEFORE UPDATE OR DELETE ON "check_in_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "check_in_entries_no_truncate" BEFORE TRUNCATE ON "check_in_entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "history_entries_append_only" BEFORE UPDATE OR DELETE ON "history_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "history_entries_no_truncate" BEFORE TRUNCATE ON "history_entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "history_seals_append_only" BEFORE UPDATE OR DELETE ON "history_seals" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
