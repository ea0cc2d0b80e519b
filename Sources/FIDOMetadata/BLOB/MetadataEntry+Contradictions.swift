import CTAPMessages

extension MetadataEntry {
    /// Where an entry says two things that cannot both be so.
    ///
    /// Real BLOBs do: names that differ between entry, statement and getInfo, and dates of change that nothing changed on.
    func contradictions(path: String) -> [MetadataFinding] {
        aaguidContradictions(path: path) + statusContradictions(path: path)
    }

    private func aaguidContradictions(path: String) -> [MetadataFinding] {
        var findings: [MetadataFinding] = []
        if let text = statement.source?["aaguid"]?.string, AAGUID(text: text) != aaguid {
            findings.append(
                MetadataFinding(
                    .contradiction,
                    "\(path).metadataStatement.aaguid",
                    "\(text), but the entry is about \(aaguid?.description ?? "no AAGUID")"
                )
            )
        }
        if let information = statement.informationAAGUID, information != aaguid {
            findings.append(
                MetadataFinding(
                    .contradiction,
                    "\(path).metadataStatement.authenticatorGetInfo.aaguid",
                    "\(information), but the entry is about \(aaguid?.description ?? "no AAGUID")"
                )
            )
        }
        if aaguid != nil, let family = statement.protocolFamily, family != "fido2" {
            findings.append(
                MetadataFinding(
                    .contradiction,
                    "\(path).metadataStatement.protocolFamily",
                    "\(family), but the entry has an AAGUID"
                )
            )
        }
        return findings
    }

    private func statusContradictions(path: String) -> [MetadataFinding] {
        var findings: [MetadataFinding] = []
        for (position, report) in statusReports.enumerated() {
            let rival = statusReports[..<position]
                .first { earlier in
                    guard let level = earlier.status.level, let other = report.status.level else { return false }
                    return level != other && earlier.effectiveDate == report.effectiveDate
                        && earlier.authenticatorVersion == report.authenticatorVersion
                }
            if let rival {
                findings.append(
                    MetadataFinding(
                        .contradiction,
                        "\(path).statusReports[\(position)]",
                        "\(report.status) and \(rival.status) on one date for one version"
                    )
                )
            }
        }
        let newest = statusReports.compactMap(\.effectiveDate.date).max()
        if let newest, let change = timeOfLastStatusChange, change < newest {
            findings.append(
                MetadataFinding(
                    .contradiction,
                    "\(path).timeOfLastStatusChange",
                    "\(change) is before the newest report, \(newest)"
                )
            )
        }
        return findings
    }
}
