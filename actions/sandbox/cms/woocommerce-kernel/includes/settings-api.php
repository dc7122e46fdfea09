<?php
/** Settings of a gateway: fields, their HTML as WooCommerce prints it, and saving them. */

abstract class WC_Settings_API {
	use Plugsmith_Loud;

	public $plugin_id   = 'woocommerce_';
	public $id          = '';
	public $errors      = array();
	public $settings    = array();
	public $form_fields = array();
	protected $data     = array();

	public function init_form_fields() {}

	public function get_form_fields() {
		$fields = array_map( static fn( $field ) => $field + array( 'default' => '' ), $this->form_fields );
		return apply_filters( 'woocommerce_settings_api_form_fields_' . $this->id, $fields );
	}

	public function get_option_key() {
		return $this->plugin_id . $this->id . '_settings';
	}

	public function get_field_key( $key ) {
		return $this->plugin_id . $this->id . '_' . $key;
	}

	public function get_field_type( $field ) {
		return empty( $field['type'] ) ? 'text' : $field['type'];
	}

	public function init_settings() {
		$stored         = get_option( $this->get_option_key(), null );
		$this->settings = is_array( $stored ) ? $stored : array_map( static fn( $field ) => $field['default'], $this->get_form_fields() );
	}

	public function get_option( $key, $empty_value = null ) {
		if ( empty( $this->settings ) ) {
			$this->init_settings();
		}
		if ( ! isset( $this->settings[ $key ] ) ) {
			$this->settings[ $key ] = $this->get_form_fields()[ $key ]['default'] ?? '';
		}
		return null !== $empty_value && '' === $this->settings[ $key ] ? $empty_value : $this->settings[ $key ];
	}

	public function update_option( $key, $value = '' ) {
		$this->get_option( $key );
		$this->settings[ $key ] = $value;
		return update_option( $this->get_option_key(), apply_filters( 'woocommerce_settings_api_sanitized_fields_' . $this->id, $this->settings ), 'yes' );
	}

	public function add_error( $error ) {
		$this->errors[] = $error;
	}

	public function get_errors() {
		return $this->errors;
	}

	public function display_errors() {
		foreach ( $this->errors as $error ) {
			echo '<div id="woocommerce_errors" class="error notice inline is-dismissible"><p>' . wp_kses_post( $error ) . '</p></div>';
		}
	}

	public function get_post_data() {
		return $this->data ? $this->data : $_POST; // phpcs:ignore WordPress.Security.NonceVerification
	}

	public function set_post_data( $data = array() ) {
		$this->data = $data;
	}

	public function get_field_value( $key, $field, $post_data = array() ) {
		$type  = $this->get_field_type( $field );
		$post  = $post_data ? $post_data : $this->get_post_data();
		$value = $post[ $this->get_field_key( $key ) ] ?? null;
		foreach ( array( "validate_{$key}_field", "validate_{$type}_field" ) as $method ) {
			if ( method_exists( $this, $method ) ) {
				return $this->$method( $key, $value );
			}
		}
		return $this->validate_text_field( $key, $value );
	}

	public function process_admin_options() {
		$this->init_settings();
		foreach ( $this->get_form_fields() as $key => $field ) {
			if ( 'title' === $this->get_field_type( $field ) ) {
				continue;
			}
			try {
				$this->settings[ $key ] = $this->get_field_value( $key, $field );
			} catch ( Plugsmith_Outside_Kernel $gap ) {
				throw $gap;
			} catch ( Exception $error ) {
				$this->add_error( $error->getMessage() );
			}
		}
		return update_option( $this->get_option_key(), apply_filters( 'woocommerce_settings_api_sanitized_fields_' . $this->id, $this->settings ), 'yes' );
	}

	public function validate_text_field( $key, $value ) {
		return wp_kses_post( trim( stripslashes( (string) $value ) ) );
	}

	public function validate_textarea_field( $key, $value ) {
		return wp_kses_post( trim( stripslashes( (string) $value ) ) );
	}

	public function validate_password_field( $key, $value ) {
		return trim( stripslashes( (string) $value ) );
	}

	public function validate_checkbox_field( $key, $value ) {
		return null === $value ? 'no' : 'yes';
	}

	public function validate_select_field( $key, $value ) {
		return wc_clean( stripslashes( (string) $value ) );
	}

	public function admin_options() {
		echo '<table class="form-table">' . $this->generate_settings_html( $this->get_form_fields(), false ) . '</table>'; // phpcs:ignore WordPress.Security.EscapeOutput
	}

	public function generate_settings_html( $form_fields = array(), $echo = true ) {
		$html = '';
		foreach ( $form_fields ? $form_fields : $this->get_form_fields() as $key => $field ) {
			$method = 'generate_' . $this->get_field_type( $field ) . '_html';
			if ( ! method_exists( $this, $method ) ) {
				Plugsmith_Outside_Kernel::refuse( 'the settings field type ' . $this->get_field_type( $field ) );
			}
			$html .= $this->$method( $key, $field );
		}
		if ( ! $echo ) {
			return $html;
		}
		echo $html; // phpcs:ignore WordPress.Security.EscapeOutput
	}

	public function get_tooltip_html( $field ) {
		$tip = true === ( $field['desc_tip'] ?? false ) ? $field['description'] : ( $field['desc_tip'] ?? '' );
		return $tip ? '<span class="woocommerce-help-tip" tabindex="0" aria-label="' . esc_attr( wp_strip_all_tags( $tip ) ) . '" title="' . esc_attr( wp_strip_all_tags( $tip ) ) . '"></span>' : '';
	}

	public function get_description_html( $field ) {
		$text = true === ( $field['desc_tip'] ?? false ) ? '' : ( $field['description'] ?? '' );
		return $text ? '<p class="description">' . wp_kses_post( $text ) . '</p>' : '';
	}

	public function get_custom_attribute_html( $field ) {
		$attributes = array();
		foreach ( $field['custom_attributes'] ?? array() as $name => $value ) {
			$attributes[] = esc_attr( $name ) . '="' . esc_attr( $value ) . '"';
		}
		return implode( ' ', $attributes );
	}

	/** The row of a field around its input. */
	private function row( $key, $field, $input ) {
		$id    = esc_attr( $this->get_field_key( $key ) );
		$title = wp_kses_post( $field['title'] ?? '' );
		return "<tr valign=\"top\"><th scope=\"row\" class=\"titledesc\"><label for=\"$id\">$title " . $this->get_tooltip_html( $field ) . '</label></th>'
			. "<td class=\"forminp\"><fieldset><legend class=\"screen-reader-text\"><span>$title</span></legend>$input" . $this->get_description_html( $field ) . '</fieldset></td></tr>';
	}

	public function generate_text_html( $key, $field ) {
		$id    = esc_attr( $this->get_field_key( $key ) );
		$value = esc_attr( $this->get_option( $key ) );
		$hint  = esc_attr( $field['placeholder'] ?? '' );
		$type  = esc_attr( $this->get_field_type( $field ) );
		$input = "<input class=\"input-text regular-input\" type=\"$type\" name=\"$id\" id=\"$id\" value=\"$value\" placeholder=\"$hint\" " . $this->get_custom_attribute_html( $field ) . ' />';
		return $this->row( $key, $field, $input );
	}

	public function generate_password_html( $key, $field ) {
		return $this->generate_text_html( $key, array( 'type' => 'password' ) + $field );
	}

	public function generate_textarea_html( $key, $field ) {
		$id    = esc_attr( $this->get_field_key( $key ) );
		$value = esc_textarea( $this->get_option( $key ) );
		$input = "<textarea rows=\"3\" cols=\"20\" class=\"input-text wide-input\" name=\"$id\" id=\"$id\" " . $this->get_custom_attribute_html( $field ) . ">$value</textarea>";
		return $this->row( $key, $field, $input );
	}

	public function generate_checkbox_html( $key, $field ) {
		$id      = esc_attr( $this->get_field_key( $key ) );
		$label   = wp_kses_post( $field['label'] ?? $field['title'] ?? '' );
		$checked = checked( $this->get_option( $key ), 'yes', false );
		$input   = "<label for=\"$id\"><input type=\"checkbox\" name=\"$id\" id=\"$id\" value=\"1\" $checked " . $this->get_custom_attribute_html( $field ) . "/> $label</label><br/>";
		return $this->row( $key, $field, $input );
	}

	public function generate_select_html( $key, $field ) {
		$id      = esc_attr( $this->get_field_key( $key ) );
		$options = '';
		foreach ( $field['options'] as $value => $label ) {
			$options .= '<option value="' . esc_attr( $value ) . '" ' . selected( (string) $value, (string) $this->get_option( $key ), false ) . '>' . esc_html( $label ) . '</option>';
		}
		return $this->row( $key, $field, "<select class=\"select\" name=\"$id\" id=\"$id\">$options</select>" );
	}

	public function generate_title_html( $key, $field ) {
		$id   = esc_attr( $this->get_field_key( $key ) );
		$text = empty( $field['description'] ) ? '' : '<p>' . wp_kses_post( $field['description'] ) . '</p>';
		return "</table><h3 class=\"wc-settings-sub-title\" id=\"$id\">" . wp_kses_post( $field['title'] ?? '' ) . "</h3>$text<table class=\"form-table\">";
	}
}
