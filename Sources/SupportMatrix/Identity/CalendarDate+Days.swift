package import StrictYAML

extension CalendarDate {
    /// Days since 1 January of year 1, for differences.
    package var dayNumber: Int {
        // Counting from March puts the leap day at the end of its year.
        let shifted = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let leapDays = shifted.0 / 4 - shifted.0 / 100 + shifted.0 / 400
        return shifted.0 * 365 + leapDays + (153 * shifted.1 + 2) / 5 + day - 1 - 306
    }

    /// The date as it is written in a sentence: `20 December 2024`.
    package var inWords: String {
        "\(day) \(Self.monthNames[month - 1]) \(year)"
    }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
