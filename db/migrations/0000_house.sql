CREATE EXTENSION IF NOT EXISTS citext;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
CREATE SEQUENCE "public"."rsvp_sequence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "accounts" (
	"person_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"text_version" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "feed_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feed_tokens_hash" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope_type" text NOT NULL,
	"scope_id" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"granted_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grants_scope_id" CHECK (("grants"."scope_type" = 'network') = ("grants"."scope_id" is null)),
	CONSTRAINT "grants_times" CHECK ("grants"."ends_at" is null or "grants"."ends_at" >= "grants"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"email" "citext",
	"group_id" uuid,
	"activity_id" uuid,
	"role" text,
	"invited_by_id" uuid NOT NULL,
	"accepted_by_id" uuid,
	"accepted_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"sort_key" text NOT NULL,
	"legal_name" text,
	"locale" text NOT NULL,
	"email" "citext",
	"email_verified_at" timestamp with time zone,
	"phone_encrypted" text,
	"phone_hash" text,
	"home_district_code" text,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"access_needs" text,
	"visibility" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text NOT NULL,
	"claim_code_hash" text,
	"merged_into_id" uuid,
	"erased_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email"),
	CONSTRAINT "people_phone_hash_unique" UNIQUE("phone_hash"),
	CONSTRAINT "people_claim_code_hash_unique" UNIQUE("claim_code_hash"),
	CONSTRAINT "people_merged" CHECK (("people"."status" = 'merged') = ("people"."merged_into_id" is not null)),
	CONSTRAINT "people_erased" CHECK (("people"."status" = 'erased') = ("people"."erased_at" is not null)),
	CONSTRAINT "people_erased_empty" CHECK ("people"."status" <> 'erased' or ("people"."email" is null and "people"."phone_hash" is null and "people"."legal_name" is null and "people"."display_name" = ''))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" "citext" NOT NULL,
	"locale" text NOT NULL,
	"code_hash" text NOT NULL,
	"link_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"return_to" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_requests_link_hash_unique" UNIQUE("link_hash"),
	CONSTRAINT "sign_in_requests_tries" CHECK ("sign_in_requests"."tries" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"titles" jsonb NOT NULL,
	"summaries" jsonb,
	"body" jsonb,
	"kind_code" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"mode" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"zone" text,
	"utc_offset_minutes" integer,
	"reported_on" date NOT NULL,
	"venue_id" uuid,
	"space_id" uuid,
	"place" jsonb,
	"place_directions" jsonb,
	"place_lng" double precision,
	"place_lat" double precision,
	"place_datum" text,
	"entrance_photo_id" uuid,
	"venue_confirmed_at" timestamp with time zone,
	"joining_link" text,
	"cost" jsonb,
	"contact" text,
	"bring" jsonb,
	"district_code" text,
	"series_id" uuid,
	"campaign_id" uuid,
	"capacity" integer,
	"rsvp_mode" text DEFAULT 'open' NOT NULL,
	"rsvp_opens_at" timestamp with time zone,
	"rsvp_closes_at" timestamp with time zone,
	"cancel_until" timestamp with time zone,
	"audience" text DEFAULT 'public' NOT NULL,
	"companions_allowed" integer DEFAULT 0 NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"door_opens_minutes" integer DEFAULT 30 NOT NULL,
	"door_closes_minutes" integer DEFAULT 15 NOT NULL,
	"late_after_minutes" integer DEFAULT 15 NOT NULL,
	"check_in_sources" text[] DEFAULT '{"wall_code","digits","roster"}' NOT NULL,
	"check_out_asked" boolean DEFAULT false NOT NULL,
	"wall_secret" text NOT NULL,
	"minimum_head_count" integer DEFAULT 3 NOT NULL,
	"expected_size" integer,
	"risk_flags" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{"zh"}' NOT NULL,
	"access_notes" jsonb,
	"status" text NOT NULL,
	"status_reason" text,
	"submitted_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"finalised_at" timestamp with time zone,
	"excluded_at" timestamp with time zone,
	"excluded_reason" text,
	"counted_reason" text DEFAULT 'not_finalised' NOT NULL,
	"rule_version" text,
	"origin" text DEFAULT 'here' NOT NULL,
	"created_by_id" uuid,
	"search" "tsvector" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activities_slug_unique" UNIQUE("slug"),
	CONSTRAINT "activities_slug_ascii" CHECK ("activities"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "activities_ends_after_start" CHECK ("activities"."ends_at" is null or "activities"."ends_at" > "activities"."starts_at"),
	CONSTRAINT "activities_zone" CHECK ("activities"."zone" is not null or "activities"."utc_offset_minutes" is not null),
	CONSTRAINT "activities_capacity" CHECK ("activities"."capacity" is null or "activities"."capacity" > 0),
	CONSTRAINT "activities_cancelled" CHECK (("activities"."status" = 'cancelled') = ("activities"."cancelled_at" is not null)),
	CONSTRAINT "activities_finalised" CHECK (("activities"."status" = 'finalised') = ("activities"."finalised_at" is not null)),
	CONSTRAINT "activities_published" CHECK ("activities"."status" not in ('published', 'finalised') or "activities"."published_at" is not null),
	CONSTRAINT "activities_excluded" CHECK (("activities"."excluded_at" is null) = ("activities"."excluded_reason" is null)),
	CONSTRAINT "activities_companions" CHECK ("activities"."companions_allowed" between 0 and 10),
	CONSTRAINT "activities_counted_here" CHECK ("activities"."counted_reason" <> 'counted' or ("activities"."origin" = 'here' and "activities"."status" = 'finalised'))
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"activity_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"role" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"accepted_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hosts_activity_id_group_id_pk" PRIMARY KEY("activity_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "postponements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"from_starts_at" timestamp with time zone NOT NULL,
	"to_starts_at" timestamp with time zone NOT NULL,
	"reason" text,
	"decided_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"rrule" text NOT NULL,
	"exceptions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"template" jsonb NOT NULL,
	"zone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"credited_group_id" uuid,
	"away" boolean DEFAULT false NOT NULL,
	"in_at" timestamp with time zone NOT NULL,
	"out_at" timestamp with time zone,
	"timeliness" text NOT NULL,
	"grade" text NOT NULL,
	"source" text NOT NULL,
	"walk_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attendances_once" UNIQUE("activity_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "check_in_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"source" text NOT NULL,
	"device" text NOT NULL,
	"device_sequence" integer NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"recorded_by_id" uuid,
	"reason_code" text,
	"refers_to_id" uuid,
	CONSTRAINT "check_in_entries_device" UNIQUE("device","device_sequence"),
	CONSTRAINT "check_in_entries_void" CHECK (("check_in_entries"."direction" = 'void') = ("check_in_entries"."refers_to_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"decided_by_id" uuid,
	"reason" text NOT NULL,
	"note" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"decision" text NOT NULL,
	"decided_at" timestamp with time zone,
	"entry_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "corrections_not_own" CHECK ("corrections"."decided_by_id" is null or "corrections"."decided_by_id" <> "corrections"."person_id")
);
--> statement-breakpoint
CREATE TABLE "recap_photos" (
	"activity_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"consented" boolean NOT NULL,
	CONSTRAINT "recap_photos_activity_id_file_id_pk" PRIMARY KEY("activity_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "recaps" (
	"activity_id" uuid PRIMARY KEY NOT NULL,
	"texts" jsonb NOT NULL,
	"guests" integer DEFAULT 0 NOT NULL,
	"filed_by_id" uuid,
	"filed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recaps_guests" CHECK ("recaps"."guests" between 0 and 100000)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"theme" jsonb,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"joining_rule" text DEFAULT 'review' NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_slug_unique" UNIQUE("slug"),
	CONSTRAINT "campaigns_window" CHECK ("campaigns"."to_on" >= "campaigns"."from_on")
);
--> statement-breakpoint
CREATE TABLE "hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"minutes" integer NOT NULL,
	"source" text NOT NULL,
	"confirmed_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hours_once" UNIQUE("activity_id","person_id"),
	CONSTRAINT "hours_minutes" CHECK ("hours"."minutes" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"owner_id" uuid,
	"consented_at" timestamp with time zone,
	"store" text NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "alliance_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alliance_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alliance_members_once" UNIQUE("alliance_id","group_id","from_on"),
	CONSTRAINT "alliance_members_not_self" CHECK ("alliance_members"."alliance_id" <> "alliance_members"."group_id")
);
--> statement-breakpoint
CREATE TABLE "group_suspensions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"reason" text NOT NULL,
	"decided_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"type" text NOT NULL,
	"names" jsonb NOT NULL,
	"short_name" text NOT NULL,
	"district_code" text,
	"parent_id" uuid,
	"purpose" jsonb,
	"founded_on" date,
	"approved_on" date,
	"dissolved_on" date,
	"join_mode" text NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"home_venue_id" uuid,
	"role_mailbox" "citext",
	"status" text NOT NULL,
	"status_reason" text,
	"sort_key" text NOT NULL,
	"search" "tsvector" NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "groups_slug_unique" UNIQUE("slug"),
	CONSTRAINT "groups_slug_ascii" CHECK ("groups"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "groups_approved" CHECK ("groups"."status" not in ('active') or "groups"."approved_on" is not null),
	CONSTRAINT "groups_dissolved" CHECK (("groups"."status" = 'dissolved') = ("groups"."dissolved_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "membership_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"membership_id" uuid NOT NULL,
	"joined_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_periods_order" CHECK ("membership_periods"."left_on" is null or "membership_periods"."left_on" >= "membership_periods"."joined_on")
);
--> statement-breakpoint
CREATE TABLE "membership_suspensions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"membership_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"reason" text NOT NULL,
	"decided_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"status" text NOT NULL,
	"primary" boolean DEFAULT false NOT NULL,
	"note" text,
	"applied_at" timestamp with time zone,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_once" UNIQUE("person_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "history_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid,
	"actor_kind" text NOT NULL,
	"verb" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"ids" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history_seals" (
	"day" date PRIMARY KEY NOT NULL,
	"entries" integer NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system" text NOT NULL,
	"folder" text NOT NULL,
	"progress" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reported_figures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"system" text NOT NULL,
	"going" integer,
	"waitlisted" integer,
	"head_count" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reported_figures_once" UNIQUE("activity_id","system"),
	CONSTRAINT "reported_figures_positive" CHECK (coalesce("reported_figures"."going", 0) >= 0 and coalesce("reported_figures"."waitlisted", 0) >= 0 and coalesce("reported_figures"."head_count", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system" text NOT NULL,
	"noun" text NOT NULL,
	"external_id" text NOT NULL,
	"group_id" uuid,
	"venue_id" uuid,
	"activity_id" uuid,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_external" UNIQUE("system","noun","external_id"),
	CONSTRAINT "sources_one" CHECK (num_nonnulls("sources"."group_id", "sources"."venue_id", "sources"."activity_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "attempt_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"key" text,
	"run_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid NOT NULL,
	"actor" text NOT NULL,
	"command" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "requests_actor_id_pk" PRIMARY KEY("actor","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"working" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "districts" (
	"code" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"parent_code" text,
	"seat_lng" double precision,
	"seat_lat" double precision,
	"seat_datum" text,
	"sort_key" text NOT NULL,
	"position" integer NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"successor_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kinds" (
	"code" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"hue" integer NOT NULL,
	"icon" text NOT NULL,
	"countable" boolean DEFAULT true NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"only_row" boolean DEFAULT true NOT NULL,
	"names" jsonb NOT NULL,
	"seal" text NOT NULL,
	"zone" text NOT NULL,
	"languages" text[] NOT NULL,
	"week_starts_on" integer DEFAULT 1 NOT NULL,
	"district_scheme" text DEFAULT 'gbt2260' NOT NULL,
	"rules" jsonb NOT NULL,
	"footer" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sender" text NOT NULL,
	"demo_seeded_at" timestamp with time zone,
	"set_up_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "networks_only_row_unique" UNIQUE("only_row"),
	CONSTRAINT "networks_one_row" CHECK ("networks"."only_row")
);
--> statement-breakpoint
CREATE TABLE "set_up_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "set_up_links_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "venue_categories" (
	"code" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"hue" integer NOT NULL,
	"icon" text NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_type" text NOT NULL,
	"about_id" text NOT NULL,
	"ids" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"channel" text NOT NULL,
	"outcome" text NOT NULL,
	"outcome_reason" text,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid,
	"person_id" uuid,
	"to_address" "citext" NOT NULL,
	"locale" text NOT NULL,
	"template" text NOT NULL,
	"values" jsonb NOT NULL,
	"message_id" text NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"outcome" text DEFAULT 'queued' NOT NULL,
	"outcome_reason" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_messages_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "rsvps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL,
	"sequence" bigint DEFAULT nextval('rsvp_sequence') NOT NULL,
	"placed_by_id" uuid NOT NULL,
	"represents_id" uuid,
	"companions" integer DEFAULT 0 NOT NULL,
	"companion_names" text[] DEFAULT '{}' NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"offer_expires_at" timestamp with time zone,
	"reconfirm_asked_at" timestamp with time zone,
	"reconfirmed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"excused_at" timestamp with time zone,
	"no_show_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rsvps_once" UNIQUE("activity_id","person_id"),
	CONSTRAINT "rsvps_companions" CHECK ("rsvps"."companions" between 0 and 10),
	CONSTRAINT "rsvps_offer" CHECK (("rsvps"."status" = 'offered') = ("rsvps"."offer_expires_at" is not null)),
	CONSTRAINT "rsvps_cancelled" CHECK (("rsvps"."status" in ('cancelled', 'late_cancelled')) = ("rsvps"."cancelled_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "month_locks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"month" date NOT NULL,
	"figures" jsonb NOT NULL,
	"rule_version" text NOT NULL,
	"hash" text NOT NULL,
	"locked_by_id" uuid,
	"locked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "month_locks_once" UNIQUE("scope","month")
);
--> statement-breakpoint
CREATE TABLE "restatements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lock_id" uuid NOT NULL,
	"activity_id" uuid,
	"delta" jsonb NOT NULL,
	"reason" text NOT NULL,
	"decided_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"space_id" uuid NOT NULL,
	"group_id" uuid,
	"activity_id" uuid,
	"during" "tstzrange" NOT NULL,
	"status" text NOT NULL,
	"note" text,
	"requested_by_id" uuid,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"decline_reason" text,
	"offered_space_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bookings_during" CHECK (not isempty("bookings"."during") and lower_inc("bookings"."during") and not upper_inc("bookings"."during"))
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"venue_id" uuid NOT NULL,
	"names" jsonb NOT NULL,
	"capacity" integer,
	"bookable" boolean DEFAULT true NOT NULL,
	"buffer_minutes" integer DEFAULT 0 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "spaces_buffer" CHECK ("spaces"."buffer_minutes" between 0 and 240)
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"category_code" text,
	"level" text DEFAULT 'NONE' NOT NULL,
	"level_source" text,
	"level_ends_on" date,
	"district_code" text,
	"addresses" jsonb,
	"directions" jsonb,
	"lng" double precision,
	"lat" double precision,
	"datum" text,
	"capacity" integer,
	"opening_hours" jsonb,
	"facilities" text[] DEFAULT '{}' NOT NULL,
	"operator_group_id" uuid,
	"summary" jsonb,
	"status" text NOT NULL,
	"status_reason" text,
	"sort_key" text NOT NULL,
	"search" "tsvector" NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venues_slug_unique" UNIQUE("slug"),
	CONSTRAINT "venues_slug_ascii" CHECK ("venues"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "venues_position" CHECK (("venues"."lng" is null) = ("venues"."lat" is null) and ("venues"."lng" is null) = ("venues"."datum" is null)),
	CONSTRAINT "venues_capacity" CHECK ("venues"."capacity" > 0)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_tokens" ADD CONSTRAINT "feed_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_granted_by_id_people_id_fk" FOREIGN KEY ("granted_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_people_id_fk" FOREIGN KEY ("invited_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_id_people_id_fk" FOREIGN KEY ("accepted_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_home_district_code_districts_code_fk" FOREIGN KEY ("home_district_code") REFERENCES "public"."districts"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_kind_code_kinds_code_fk" FOREIGN KEY ("kind_code") REFERENCES "public"."kinds"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_district_code_districts_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."districts"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postponements" ADD CONSTRAINT "postponements_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postponements" ADD CONSTRAINT "postponements_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_credited_group_id_groups_id_fk" FOREIGN KEY ("credited_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_entries" ADD CONSTRAINT "check_in_entries_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_entries" ADD CONSTRAINT "check_in_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_entries" ADD CONSTRAINT "check_in_entries_recorded_by_id_people_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_asked_by_id_people_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_entry_id_check_in_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."check_in_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recap_photos" ADD CONSTRAINT "recap_photos_activity_id_recaps_activity_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."recaps"("activity_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recap_photos" ADD CONSTRAINT "recap_photos_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recaps" ADD CONSTRAINT "recaps_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recaps" ADD CONSTRAINT "recaps_filed_by_id_people_id_fk" FOREIGN KEY ("filed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours" ADD CONSTRAINT "hours_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours" ADD CONSTRAINT "hours_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours" ADD CONSTRAINT "hours_confirmed_by_id_people_id_fk" FOREIGN KEY ("confirmed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alliance_members" ADD CONSTRAINT "alliance_members_alliance_id_groups_id_fk" FOREIGN KEY ("alliance_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alliance_members" ADD CONSTRAINT "alliance_members_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_suspensions" ADD CONSTRAINT "group_suspensions_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_suspensions" ADD CONSTRAINT "group_suspensions_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_district_code_districts_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."districts"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_parent_id_groups_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_suspensions" ADD CONSTRAINT "membership_suspensions_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_suspensions" ADD CONSTRAINT "membership_suspensions_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reported_figures" ADD CONSTRAINT "reported_figures_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_recipient_id_people_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_placed_by_id_people_id_fk" FOREIGN KEY ("placed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvps" ADD CONSTRAINT "rsvps_represents_id_groups_id_fk" FOREIGN KEY ("represents_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_locks" ADD CONSTRAINT "month_locks_locked_by_id_people_id_fk" FOREIGN KEY ("locked_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restatements" ADD CONSTRAINT "restatements_lock_id_month_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."month_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restatements" ADD CONSTRAINT "restatements_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restatements" ADD CONSTRAINT "restatements_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_requested_by_id_people_id_fk" FOREIGN KEY ("requested_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_decided_by_id_people_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_offered_space_id_spaces_id_fk" FOREIGN KEY ("offered_space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spaces" ADD CONSTRAINT "spaces_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_category_code_venue_categories_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."venue_categories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_district_code_districts_code_fk" FOREIGN KEY ("district_code") REFERENCES "public"."districts"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_operator_group_id_groups_id_fk" FOREIGN KEY ("operator_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "consents_person" ON "consents" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feed_tokens_person" ON "feed_tokens" USING btree ("person_id") WHERE "feed_tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "grants_person" ON "grants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "grants_scope" ON "grants" USING btree ("scope_type","scope_id");--> statement-breakpoint
CREATE INDEX "invitations_group" ON "invitations" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "invitations_activity" ON "invitations" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "people_sort_key" ON "people" USING btree ("sort_key");--> statement-breakpoint
CREATE INDEX "people_merged_into" ON "people" USING btree ("merged_into_id") WHERE "people"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_requests_email" ON "sign_in_requests" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_requests_expires" ON "sign_in_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "activities_upcoming" ON "activities" USING btree ("starts_at","id") WHERE "activities"."status" in ('published', 'cancelled', 'finalised');--> statement-breakpoint
CREATE INDEX "activities_counted" ON "activities" USING btree ("reported_on") WHERE "activities"."counted_reason" = 'counted';--> statement-breakpoint
CREATE INDEX "activities_counted_district" ON "activities" USING btree ("district_code","reported_on") WHERE "activities"."counted_reason" = 'counted';--> statement-breakpoint
CREATE INDEX "activities_counted_kind" ON "activities" USING btree ("kind_code","reported_on") WHERE "activities"."counted_reason" = 'counted';--> statement-breakpoint
CREATE INDEX "activities_declared" ON "activities" USING btree ("origin","reported_on") WHERE "activities"."origin" <> 'here';--> statement-breakpoint
CREATE INDEX "activities_kind" ON "activities" USING btree ("kind_code","starts_at");--> statement-breakpoint
CREATE INDEX "activities_district" ON "activities" USING btree ("district_code","starts_at");--> statement-breakpoint
CREATE INDEX "activities_venue" ON "activities" USING btree ("venue_id","starts_at");--> statement-breakpoint
CREATE INDEX "activities_campaign" ON "activities" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "activities_series" ON "activities" USING btree ("series_id");--> statement-breakpoint
CREATE INDEX "activities_to_finalise" ON "activities" USING btree ("ends_at") WHERE "activities"."status" = 'published';--> statement-breakpoint
CREATE INDEX "activities_search" ON "activities" USING gin ("search");--> statement-breakpoint
CREATE INDEX "hosts_group" ON "hosts" USING btree ("group_id","role");--> statement-breakpoint
CREATE INDEX "postponements_activity" ON "postponements" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "attendances_person" ON "attendances" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attendances_credited" ON "attendances" USING btree ("credited_group_id","activity_id");--> statement-breakpoint
CREATE INDEX "check_in_entries_activity" ON "check_in_entries" USING btree ("activity_id","person_id");--> statement-breakpoint
CREATE INDEX "check_in_entries_person" ON "check_in_entries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "corrections_activity" ON "corrections" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "corrections_person" ON "corrections" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "hours_person" ON "hours" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "files_owner" ON "files" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "alliance_members_group" ON "alliance_members" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "group_suspensions_group" ON "group_suspensions" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "groups_listed" ON "groups" USING btree ("status","sort_key","id");--> statement-breakpoint
CREATE INDEX "groups_district" ON "groups" USING btree ("district_code");--> statement-breakpoint
CREATE INDEX "groups_parent" ON "groups" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "groups_search" ON "groups" USING gin ("search");--> statement-breakpoint
CREATE INDEX "membership_periods_membership" ON "membership_periods" USING btree ("membership_id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_periods_open" ON "membership_periods" USING btree ("membership_id") WHERE "membership_periods"."left_on" is null;--> statement-breakpoint
CREATE INDEX "membership_suspensions_membership" ON "membership_suspensions" USING btree ("membership_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_primary" ON "memberships" USING btree ("person_id") WHERE "primary";--> statement-breakpoint
CREATE INDEX "memberships_group" ON "memberships" USING btree ("group_id","status");--> statement-breakpoint
CREATE INDEX "history_entries_subject" ON "history_entries" USING btree ("subject_type","subject_id","at");--> statement-breakpoint
CREATE INDEX "history_entries_actor" ON "history_entries" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "history_entries_at" ON "history_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "sources_group" ON "sources" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "sources_venue" ON "sources" USING btree ("venue_id");--> statement-breakpoint
CREATE INDEX "sources_activity" ON "sources" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE "jobs"."done_at" is null and "jobs"."failed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("name","key") WHERE "jobs"."done_at" is null and "jobs"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "requests_created" ON "requests" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "districts_position" ON "districts" USING btree ("position");--> statement-breakpoint
CREATE INDEX "notices_recipient" ON "notices" USING btree ("recipient_id","channel","created_at");--> statement-breakpoint
CREATE INDEX "notices_about" ON "notices" USING btree ("about_type","about_id");--> statement-breakpoint
CREATE INDEX "outbox_messages_due" ON "outbox_messages" USING btree ("not_before") WHERE "outbox_messages"."outcome" = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_messages_person" ON "outbox_messages" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "outbox_messages_created" ON "outbox_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "rsvps_person" ON "rsvps" USING btree ("person_id","status");--> statement-breakpoint
CREATE INDEX "rsvps_waitlist" ON "rsvps" USING btree ("activity_id","status","sequence");--> statement-breakpoint
CREATE INDEX "rsvps_offers" ON "rsvps" USING btree ("offer_expires_at") WHERE "rsvps"."status" = 'offered';--> statement-breakpoint
CREATE INDEX "restatements_lock" ON "restatements" USING btree ("lock_id");--> statement-breakpoint
CREATE INDEX "bookings_space" ON "bookings" USING btree ("space_id","status");--> statement-breakpoint
CREATE INDEX "bookings_activity" ON "bookings" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "bookings_group" ON "bookings" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "spaces_venue" ON "spaces" USING btree ("venue_id");--> statement-breakpoint
CREATE INDEX "venues_listed" ON "venues" USING btree ("status","sort_key","id");--> statement-breakpoint
CREATE INDEX "venues_district" ON "venues" USING btree ("district_code");--> statement-breakpoint
CREATE INDEX "venues_operator" ON "venues" USING btree ("operator_group_id");--> statement-breakpoint
CREATE INDEX "venues_search" ON "venues" USING gin ("search");