import GRDB
package import Vocabulary

/// Which certifications a question is about; whatever is nil does not narrow it.
package struct HistoryFilter: Hashable, Sendable {
    package var build: String?
    /// A part of the device's name, in any case of letters, or the whole of its `vid:pid`.
    package var device: String?
    /// The identifier of a system, such as `ncrs`.
    package var system: String?
    /// The first day on which they were made (UTC).
    package var since: CalendarDate?
    /// The last day.
    package var until: CalendarDate?

    package init(
        build: String? = nil,
        device: String? = nil,
        system: String? = nil,
        since: CalendarDate? = nil,
        until: CalendarDate? = nil
    ) {
        self.build = build
        self.device = device
        self.system = system
        self.since = since
        self.until = until
    }

    /// Conditions on the table `run`, for a WHERE clause.
    func conditions(_ arguments: inout StatementArguments) -> String {
        var all = ["TRUE"]
        func narrow(_ condition: String, _ value: String) {
            all.append(condition)
            arguments += [value]
        }
        if let since { narrow("run.made >= ?", since.description) }
        // Of the last day all moments count: `T…` sorts behind the bare day, and `U` behind every moment.
        if let until { narrow("run.made < ?", until.description + "U") }
        if let build { narrow("run.build = ?", build) }
        if let system {
            narrow("EXISTS (SELECT * FROM verdictCount AS v WHERE v.run = run.id AND v.system = ?)", system)
        }
        if let device {
            narrow(
                """
                EXISTS (SELECT * FROM sighting JOIN model ON model.id = sighting.model
                        WHERE sighting.run = run.id AND \(Self.deviceCondition))
                """,
                device
            )
            arguments += [device]
        }
        return all.joined(separator: " AND ")
    }

    /// Two arguments: the text, twice.
    static let deviceCondition = "(instr(lower(model.name), lower(?)) > 0 OR model.usb = ?)"
}
