CREATE TABLE "paper_sheets" (
	"activity_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"added_by_id" uuid,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "paper_sheets_activity_id_file_id_pk" PRIMARY KEY("activity_id","file_id"),
	CONSTRAINT "paper_sheets_file_id_unique" UNIQUE("file_id")
);
--> statement-breakpoint
CREATE TABLE "member_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"note" text,
	"status" text NOT NULL,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_exports_decided" CHECK (("member_exports"."status" = 'asked') = ("member_exports"."decided_at" is null)),
	CONSTRAINT "member_exports_not_own" CHECK ("member_exports"."decided_by_id" is null or "member_exports"."decided_by_id" <> "member_exports"."asked_by_id")
);
--> statement-breakpoint
ALTER TABLE "recap_photos" ADD COLUMN "alts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "paper_sheets" ADD CONSTRAINT "paper_sheets_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_sheets" ADD CONSTRAINT "paper_sheets_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_sheets" ADD CONSTRAINT "paper_sheets_added_by_id_people_id_fk" FOREIGN KEY ("added_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_exports" ADD CONSTRAINT "member_exports_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_exports" ADD CONSTRAINT "member_exports_asked_by_id_people_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_exports" ADD CONSTRAINT "member_exports_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_exports_group" ON "member_exports" USING btree ("group_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "member_exports_open" ON "member_exports" USING btree ("group_id","asked_by_id") WHERE "member_exports"."status" = 'asked';--> statement-breakpoint
CREATE INDEX "rsvps_vouched" ON "rsvps" USING btree ("placed_by_id") WHERE "rsvps"."placed_by_id" <> "rsvps"."person_id";