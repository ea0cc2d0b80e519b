/// A Windows build number whose release is known.
///
/// Only numbers that never changed their meaning are here, so that a build and a display version that contradict one another
/// are found. A number that is not here says nothing.
package struct WindowsBuild: Hashable, Sendable {
    package let number: Int
    package let release: Int
    package let displayVersion: WindowsDisplayVersion

    package init?(number: Int) {
        guard let row = Self.table.first(where: { $0.number == number }),
            let displayVersion = WindowsDisplayVersion(row.displayVersion)
        else { return nil }
        self.number = number
        release = row.release
        self.displayVersion = displayVersion
    }

    private static let table: [(number: Int, release: Int, displayVersion: String)] = [
        (17763, 10, "1809"),
        (18363, 10, "1909"),
        (19041, 10, "2004"),
        (19042, 10, "20H2"),
        (19043, 10, "21H1"),
        (19044, 10, "21H2"),
        (19045, 10, "22H2"),
        (22000, 11, "21H2"),
        (22621, 11, "22H2"),
        (22631, 11, "23H2"),
        (26100, 11, "24H2"),
        (26200, 11, "25H2"),
    ]
}
