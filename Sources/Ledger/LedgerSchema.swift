import GRDB

/// The tables of the ledger.
///
/// A migration that has been released is never changed; the next one goes below it.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs, devices, cells and checks") { database in
            try database.execute(
                sql: """
                    CREATE TABLE run (
                        id INTEGER PRIMARY KEY,
                        bundle TEXT NOT NULL UNIQUE,
                        made TEXT NOT NULL,
                        asOf TEXT NOT NULL,
                        tool TEXT NOT NULL,
                        build TEXT NOT NULL,
                        edition TEXT NOT NULL,
                        verdict TEXT NOT NULL
                    ) STRICT;
                    CREATE INDEX runByTime ON run (made);
                    CREATE INDEX runByBuild ON run (build, made);
                    CREATE TABLE model (
                        id INTEGER PRIMARY KEY,
                        kind TEXT NOT NULL,
                        name TEXT NOT NULL,
                        usb TEXT NOT NULL,
                        release TEXT NOT NULL,
                        UNIQUE (kind, name, usb, release)
                    ) STRICT;
                    CREATE TABLE sighting (
                        run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                        recording TEXT NOT NULL,
                        model INTEGER NOT NULL REFERENCES model,
                        troubles INTEGER NOT NULL,
                        exchanges INTEGER NOT NULL,
                        meanMilliseconds REAL,
                        PRIMARY KEY (run, recording)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX sightingByModel ON sighting (model, run);
                    CREATE TABLE cell (
                        run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                        system TEXT NOT NULL,
                        browser TEXT NOT NULL,
                        authenticator TEXT NOT NULL,
                        verdict TEXT NOT NULL,
                        PRIMARY KEY (run, system, browser, authenticator)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE checkResult (
                        run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                        recording TEXT NOT NULL,
                        "check" TEXT NOT NULL,
                        outcome TEXT NOT NULL,
                        PRIMARY KEY (run, recording, "check")
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("2 counts of verdicts") { database in
            try database.execute(
                sql: """
                    CREATE TABLE verdictCount (
                        run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                        system TEXT NOT NULL,
                        verdict TEXT NOT NULL,
                        cells INTEGER NOT NULL,
                        PRIMARY KEY (run, system, verdict)
                    ) STRICT, WITHOUT ROWID;
                    """
            )
            for statement in VerdictCounts.statements { try database.execute(sql: statement + VerdictCounts.grouping) }
        }
        // What was entered before has no moment, and counts as it did; a ledger that is made again has all.
        migrator.registerMigration("3 moments of recordings") { database in
            try database.execute(sql: "ALTER TABLE sighting ADD COLUMN capturedAt TEXT NOT NULL DEFAULT ''")
        }
        return migrator
    }
}
